import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { combineReads, useRead, useReads } from '../../../api/client/read'
import { GetTagList } from '../../../contract/actions/registry/tags'
import { parseApiTime } from '../../../i18n/format'
import type { Tag } from '../registryState'

/** The API's page limit. */
const pageSize = 100

/** Load two pages first, so that the list is long enough to scroll. */
const initialPages = 2

export interface TagRow extends Tag {
  /** Time of the push, in milliseconds since 1970. */
  pushedAt: number
  pushNumber: number
}

/** Returns the same array while its items are identical. */
function useStableArray<T>(list: readonly T[]): readonly T[] {
  const last = useRef(list)
  const isSame =
    last.current.length === list.length && last.current.every((item, index) => item === list[index])
  if (!isSame) last.current = list
  return last.current
}

type Page = { tagInfo: readonly Tag[] }

/**
 * Tags of the loaded pages up to the first missing one; a push between two reads moves tags to the
 * next page.
 */
function rowsOf(pages: readonly (Page | undefined)[]): TagRow[] {
  const rows = new Map<string, TagRow>()
  for (const page of pages) {
    if (!page) break
    for (const tag of page.tagInfo) {
      if (rows.has(tag.tagName)) continue
      // The API lists the newest push first, even within the same second.
      const pushNumber = -rows.size
      rows.set(tag.tagName, { ...tag, pushedAt: parseApiTime(tag.pushTime) ?? 0, pushNumber })
    }
  }
  return [...rows.values()]
}

/**
 * Tags of a repository, newest first, loaded page by page on scroll, or all at once if the sort
 * order or search needs all. Only the first page is refreshed; if it has changed, the other pages
 * are refreshed too.
 */
export function useTags(
  reponame: string,
  { search = '', isAll = false }: { search?: string; isAll?: boolean } = {},
) {
  const [requestedPages, setRequestedPages] = useState(initialPages)
  const params = { reponame, limit: pageSize, ...(search && { tag: search }) }
  const firstRead = useRead(GetTagList, params, { keepAcross: ['tag'] })
  const total = firstRead.data?.tagCount
  const pages = Math.ceil((total ?? 0) / pageSize)
  const pagesToLoad = isAll ? pages : Math.min(pages, requestedPages)
  const otherReads = useReads(
    GetTagList,
    Array.from({ length: Math.max(0, pagesToLoad - 1) }, (_, index) => ({
      ...params,
      offset: (index + 1) * pageSize,
    })),
    { isPolled: false },
  )

  const newest = firstRead.data?.tagInfo[0]
  const fingerprint = firstRead.data && `${total} ${newest?.tagName} ${newest?.pushTime} ${search}`
  const seenFingerprint = useRef(fingerprint)
  useEffect(() => {
    const isLater = seenFingerprint.current !== undefined && seenFingerprint.current !== fingerprint
    seenFingerprint.current = fingerprint
    if (isLater) for (const read of otherReads) void read.refetch()
  }, [fingerprint, otherReads])

  const data = useStableArray([firstRead.data, ...otherReads.map((read) => read.data)])
  const rows = useMemo(() => (data[0] ? rowsOf(data) : undefined), [data])
  const loadMore = useCallback(() => setRequestedPages((count) => count + 1), [])
  const isReadingOn = otherReads.some((read) => read.isPending)
  return {
    read: {
      ...combineReads([firstRead, ...otherReads]),
      dataUpdatedAt: firstRead.dataUpdatedAt,
      isPending: firstRead.isPending,
    },
    rows,
    total,
    /** Loads the next page. */
    more: isReadingOn ? undefined : loadMore,
    isComplete: total !== undefined && !isReadingOn && pagesToLoad >= pages,
  }
}
