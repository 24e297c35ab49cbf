import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'
import { call } from './call'
import type { Read } from './read'

/** So many calls of one gathering are under way at once. */
const atOnce = 6

/** Reads one action in a region of the page's account. */
export type Ask = <A extends Action>(
  action: A & { mutates: false },
  region: string,
  params: RequestOf<A>,
) => Promise<ResponseOf<A>>

/** Lets so many pieces of work run at a time; the others wait for their turn. */
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

/** Key of all that is gathered in an account; any write may make it stale. */
export const gatherKey = (account: string) => ['gather', account] as const

interface Gathering<Data> {
  /** Tells it from others. */
  name: string
  /** What it depends on. */
  params?: unknown
  enabled?: boolean
  /** Gathered anew when whoever asks comes onto the page, however young the last answer is. */
  isFresh?: boolean
  work: (ask: Ask) => Promise<Data>
}

/**
 * What takes many reads, also in other regions of the account: gathered once, and again when something
 * was written, when it is asked for after a minute, or by `refetch`.
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
