import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'
import { call } from './call'
import type { Read } from './read'

/** Concurrent calls of one query. */
const atOnce = 6

/** Reads one action in a region of the page's account. */
export type Ask = <A extends Action>(
  action: A & { mutates: false },
  region: string,
  params: RequestOf<A>,
) => Promise<ResponseOf<A>>

/** Limits concurrency; further jobs wait in a queue. */
function turns(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Query key of everything gathered in an account; any write may invalidate it. */
export const gatherKey = (account: string) => ['gather', account] as const

interface Gathering<Data> {
  /** Identifies the query. */
  name: string
  /** Dependencies of the query key. */
  params?: unknown
  enabled?: boolean
  /** Refetches on mount, regardless of the data's age. */
  isFresh?: boolean
  work: (ask: Ask) => Promise<Data>
}

/**
 * A query that combines many reads, possibly across the account's regions. It is refetched after a
 * write, on use after a minute, or by `refetch`.
 */
export function useGather<Data>({
  name,
  params,
  enabled = true,
  isFresh = false,
  work,
}: Gathering<Data>): Read<Data> {
  const { account } = useCloudLocation()
  const isEnded = useSessionEnded()
  const reasonOf = useUnavailable()
  const query: UseQueryResult<Data> = useQuery({
    queryKey: [...gatherKey(account), name, params],
    enabled: enabled && !isEnded && account !== '',
    staleTime: 60_000,
    refetchOnMount: isFresh ? 'always' : true,
    queryFn: ({ signal }) => {
      const inTurn = turns(atOnce)
      return work(async (action, region, asked) => {
        const reason = reasonOf(action.name)
        if (reason !== undefined) throw unavailableError(reason)
        return inTurn(() => call(action, { account, region }, asked, { signal }))
      })
    },
  })
  const { data, error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = query
  return { data, error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch }
}
