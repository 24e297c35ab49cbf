import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { readDraft, removeDraft, saveDraft } from '../../contract/console/drafts'
import { askConsole, type RouteData } from '../client/console'
import { ApiError } from '../client/error'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import { restoreValues } from './draftValues'

/** Milliseconds without typing after which a draft is saved. */
const saveDelay = 600

/** A form's values as JSON. */
const formValues = z.looseObject({})

type StoredDraft = NonNullable<RouteData<typeof readDraft>['draft']>
type Side = 'mine' | 'theirs'

/** Another tab or browser has saved the draft too. */
export interface DraftConflict {
  /** When the other version was saved. */
  savedAt: number
  /**
   * The version in the form. Undefined until the user has chosen one; nothing is saved until then.
   */
  chosen: Side | undefined
  choose: (side: Side) => void
}

export interface Draft {
  /** When the restored draft was saved; undefined if none was restored. */
  restoredAt: number | undefined
  conflict: DraftConflict | undefined
  /** Discards the draft and resets the form. */
  startAfresh: () => void
  /** Deletes the draft, e.g. after submit or cancel. */
  discard: () => void
}

interface Options<Values> {
  /** Name of the form; undefined for a form without a draft. */
  name: string | undefined
  values: Values
  initial: Values
  /** Sets the form's values. */
  set: (values: Values) => void
  isDirty: () => boolean
  /** Fields that are never saved, such as a password. */
  secrets: readonly string[]
}

interface Versions<Values> {
  mine: Values
  theirs: Values
  savedAt: number
  chosen: Side | undefined
}

/**
 * Saves a form's values on the server by user, account and region shortly after each change, and
 * restores them after a reload, after a new sign-in or on another machine. If another tab has saved
 * the draft in the meantime, it is not replaced until the user has chosen a version.
 */
export function useDraft<Values extends object>(options: Options<Values>): Draft {
  const { values, initial, secrets } = options
  const { account, region } = useCloudLocation()
  const name = options.name && `${options.name} ${account}/${region}`
  const client = useQueryClient()
  const isEnded = useSessionEnded()
  const [restoredAt, setRestoredAt] = useState<number>()
  const [versions, setVersions] = useState<Versions<Values>>()
  const isSettled = useRef(false)
  const isSaved = useRef(false)
  const written = useRef('')
  /** `savedAt` of the stored draft that the form's values replace; null if there is none. */
  const base = useRef<number | null>(null)
  /** Saves run sequentially, because each is based on the previous one. */
  const queue = useRef<Promise<void>>(Promise.resolve())
  const latest = useRef(options)
  latest.current = options

  const queryKey = ['draft', name]
  const query = useQuery({
    queryKey,
    enabled: name !== undefined && !isEnded,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) =>
      (await askConsole(readDraft, { name: name ?? '' }, { signal })).draft,
  })

  function offerBoth(draft: StoredDraft) {
    const { values: mine, initial: first } = latest.current
    const theirs = restoreValues(first, draft.values)
    setVersions({ mine, theirs, savedAt: draft.savedAt, chosen: undefined })
  }
  const offering = useRef(offerBoth)
  offering.current = offerBoth

  // The draft is restored once. If the user typed before it arrived, neither version is dropped.
  useEffect(() => {
    if (query.data === undefined || isSettled.current) return
    isSettled.current = true
    if (!query.data) return
    isSaved.current = true
    const { isDirty, set, initial: first } = latest.current
    if (isDirty()) {
      offering.current(query.data)
      return
    }
    base.current = query.data.savedAt
    set(restoreValues(first, query.data.values))
    setRestoredAt(query.data.savedAt)
  }, [query.data])

  const discard = () => {
    if (name === undefined || !isSaved.current) return
    isSaved.current = false
    written.current = ''
    client.removeQueries({ queryKey })
    queue.current = queue.current.then(async () => {
      if (base.current === null) return
      const basedOn = String(base.current)
      base.current = null
      // A version that another tab has saved is kept.
      await askConsole(removeDraft, { name, query: { basedOn } }, { isKeyed: false }).catch(
        () => undefined,
      )
    })
  }
  const discarding = useRef(discard)
  discarding.current = discard

  const isRead = query.isFetched
  const isHeld = versions !== undefined && versions.chosen === undefined
  const json = JSON.stringify(values, (key, value) => (secrets.includes(key) ? undefined : value))
  useEffect(() => {
    if (name === undefined || isEnded || !isRead || isHeld) return
    if (!latest.current.isDirty()) {
      if (isSaved.current && written.current !== '') discarding.current()
      return
    }
    if (json === written.current) return

    /**
     * After a refused save, compares the versions: if only the response was lost, the stored draft
     * is this tab's own.
     */
    async function compare(draftName: string) {
      const { draft } = await askConsole(readDraft, { name: draftName })
      if (draft && JSON.stringify(draft.values) !== json) offering.current(draft)
      else base.current = draft?.savedAt ?? null
    }

    async function save(draftName: string) {
      const body = { values: z.parse(formValues, JSON.parse(json)), basedOn: base.current }
      try {
        const saved = await askConsole(saveDraft, { name: draftName, body }, { isKeyed: false })
        base.current = saved.savedAt
      } catch (error) {
        written.current = ''
        if (error instanceof ApiError && error.codeDesc === 'DraftChanged') await compare(draftName)
      }
    }

    const timer = window.setTimeout(() => {
      written.current = json
      isSaved.current = true
      // Best effort: a failed save must not interrupt the user.
      queue.current = queue.current.then(() => save(name)).catch(() => undefined)
    }, saveDelay)
    return () => window.clearTimeout(timer)
  }, [json, name, isEnded, isRead, isHeld])

  function choose(side: Side) {
    if (!versions || versions.chosen === side) return
    const { chosen, theirs, savedAt } = versions
    const mine = chosen === 'theirs' ? versions.mine : options.values
    if (chosen === undefined) base.current = savedAt
    if (side === 'theirs') options.set(theirs)
    else if (chosen === 'theirs') options.set(mine)
    written.current = ''
    isSaved.current = true
    setRestoredAt(undefined)
    setVersions({ mine, theirs, savedAt, chosen: side })
  }

  return {
    restoredAt,
    conflict: versions && {
      savedAt: versions.savedAt,
      chosen: versions.chosen,
      choose,
    },
    discard,
    startAfresh: () => {
      options.set(initial)
      setRestoredAt(undefined)
      discard()
    },
  }
}
