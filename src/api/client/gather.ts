import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import type { PartialList } from '../../contract/console/calls/calls'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import { callWithPartial } from './call'
import { currentAt, partialOf, type Read } from './read'

/** Maximum concurrent calls per query. */
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

/** Query key of all gathered data of an account; any write may invalidate it. */
export const gatherKey = (account: string) => ['gather', account] as const

/** An entry of the cache. */
interface GatheredEntry<Data> {
  data: Data
  partial: PartialList | undefined
  /** Seconds since the oldest of the data was current; 0 if all is. */
  age: number
}

interface GatherOptions<Data> {
  /** Identifies the query. */
  name: string
  /** Dependencies of the query key. */
  params?: unknown
  enabled?: boolean
  /** Refetches on mount, even if the data is recent. */
  refetchOnMount?: boolean
  work: (ask: Ask) => Promise<Data>
}

/**
 * A query that combines many reads, possibly across the account's regions. It is refetched after a
 * write, on use if older than a minute, or by `refetch`.
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
  const query: UseQueryResult<GatheredEntry<Data>> = useQuery({
    queryKey: [...gatherKey(account), name, params],
    enabled: enabled && !isEnded && account !== '',
    staleTime: 60_000,
    refetchOnMount: refetchOnMount ? 'always' : true,
    queryFn: async ({ signal }) => {
      const limited = createLimiter(maxConcurrentCalls)
      let oldest = 0
      const answers: Pick<Read<unknown>, 'partial'>[] = []
      const data = await work(async (action, region, callParams) => {
        const reason = reasonOf(action.name)
        if (reason !== undefined) throw unavailableError(reason)
        const target = { account, region }
        const answer = await limited(() => callWithPartial(action, target, callParams, { signal }))
        answers.push({ partial: answer.partial })
        oldest = Math.max(oldest, answer.age ?? 0)
        return answer.data
      })
      return { data, partial: partialOf(answers), age: oldest }
    },
  })
  const { error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = query
  return {
    data: query.data?.data,
    partial: query.data?.partial,
    error,
    isPending,
    isFetching,
    isPlaceholderData,
    dataUpdatedAt: currentAt(dataUpdatedAt, query.data?.age),
    refetch,
  }
}
