import { useMemo } from 'react'
import { combineReads, useRead, useReads } from '../../../api/client/read'
import { SearchUserRepository } from '../../../contract/actions/registry/repositories'

/** The API's page limit. */
const pageSize = 100

/** All repositories of the account; the quota is small, so one page usually suffices. */
export function useRepositories() {
  const firstRead = useRead(SearchUserRepository, { limit: pageSize })
  const total = firstRead.data?.totalCount ?? 0
  const otherReads = useReads(
    SearchUserRepository,
    Array.from({ length: Math.max(0, Math.ceil(total / pageSize) - 1) }, (_, index) => ({
      limit: pageSize,
      offset: (index + 1) * pageSize,
    })),
  )
  const read = combineReads([firstRead, ...otherReads])
  const loadedPages = read.data
  const repositories = useMemo(() => loadedPages?.flatMap((page) => page.repoInfo), [loadedPages])
  return { read, repositories: firstRead.data ? repositories : undefined, total }
}
