import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import { call } from './call'
import type { Read } from './read'

/** Concurrent calls of one query. */
const maxConcurrentCalls = 6

/** Reads one action in a region of the page's account. */
export type Ask = <A extends Action>(
  action: A & { mutates: false },
  region: string,
  params: RequestOf<A>,
) => Promise<ResponseOf<A>>

/** Limits concurrency; further jobs wait in a queue. */
function createLimiter(maxRunning: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= maxRunning) await new Promise<void>((resume) => queue.push(resume))
    else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Query key of everything gathered in an account; any write may invalidate it. */
export const gatherKey = (account: string) => ['gather', account] as const

interface GatherOptions<Data> {
  /** Identifies the query. */
  name: string
  /** Dependencies of the query key. */
  params?: unknown
  enabled?: boolean
  /** Refetches on mount, regardless of the data's age. */
  refetchOnMount?: boolean
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
  refetchOnMount = false,
  work,
}: GatherOptions<Data>): Read<Data> {
  const { account } = useCloudLocation()
  const isEnded = useSessionEnded()
  const reasonOf = useUnavailable()
  const query: UseQueryResult<Data> = useQuery({
    queryKey: [...gatherKey(account), name, params],
    enabled: enabled && !isEnded && account !== '',
    staleTime: 60_000,
    refetchOnMount: refetchOnMount ? 'always' : true,
    queryFn: ({ signal }) => {
      const limited = createLimiter(maxConcurrentCalls)
      return work(async (action, region, callParams) => {
        const reason = reasonOf(action.name)
        if (reason !== undefined) throw unavailableError(reason)
        return limited(() => call(action, { account, region }, callParams, { signal }))
      })
    },
  })
  const { data, error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = query
  return { data, error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch }
}
