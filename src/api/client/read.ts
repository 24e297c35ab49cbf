import {
  queryOptions,
  type UseQueryResult,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { type ReasonOf, unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'
import { call, type Target } from './call'

export const quick = 3_000
export const slow = 30_000

export interface ReadOptions<A extends Action> {
  /** Does what was read show something in transition? Then it is read again every 3 s, else every 30 s. */
  transition?: (data: ResponseOf<A>) => boolean
  /** False: read once, and again only when something makes it stale. */
  isPolled?: boolean
  /** False: not read (yet). */
  enabled?: boolean
  /**
   * Parameters whose change keeps the old rows on the page until the new ones are there; those of
   * paging and order do so anyway.
   */
  keepAcross?: readonly (keyof RequestOf<A> & string)[]
}

/** A read as pages see it. `dataUpdatedAt` is in ms, 0 before the first answer. */
export type Read<Data> = Pick<
  UseQueryResult<Data>,
  'error' | 'isPending' | 'isFetching' | 'isPlaceholderData' | 'dataUpdatedAt'
> & { data: Data | undefined; refetch: () => unknown }

/** Key of a read: the outermost parts name what an accepted write makes stale. */
export const readKey = (name: string, target: Target, params?: unknown) =>
  ['call', target.account, target.region, name, ...(params === undefined ? [] : [params])] as const

const paging = ['offset', 'limit', 'orderField', 'orderType']

function without(params: unknown, names: readonly string[]): string {
  const left = Object.entries(params ?? {}).filter(([name]) => !names.includes(name))
  return JSON.stringify(left.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** True where the key differs from that of the rows on the page in the named parameters only. */
export function isSameList(
  one: readonly unknown[],
  other: readonly unknown[],
  names: readonly string[],
): boolean {
  const place = (key: readonly unknown[]) => JSON.stringify(key.slice(0, 4))
  const all = [...paging, ...names]
  return place(one) === place(other) && without(one[4], all) === without(other[4], all)
}

/** What the cache holds; the wrapper keeps the type of the data out of the library's conditional types. */
interface Answer<A extends Action> {
  data: ResponseOf<A>
}

/** The read as the page sees it. An action that is not available has failed without a call. */
function readOf<A extends Action>(
  query: UseQueryResult<Answer<A>>,
  action: A,
  reasonOf: ReasonOf,
): Read<ResponseOf<A>> {
  const { error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = query
  const reason = reasonOf(action.name)
  return {
    data: query.data?.data,
    error: reason === undefined ? error : unavailableError(reason),
    isPending: isPending && reason === undefined,
    isFetching,
    isPlaceholderData,
    dataUpdatedAt,
    refetch,
  }
}

function optionsOf<A extends Action>(
  action: A & { mutates: false },
  target: Target,
  params: RequestOf<A>,
  { transition, enabled = true, isPolled = true, keepAcross = [] }: ReadOptions<A>,
  isOff: boolean,
) {
  const queryKey = readKey(action.name, target, params)
  return queryOptions<Answer<A>, Error, Answer<A>, readonly unknown[]>({
    queryKey,
    queryFn: async ({ signal }) => ({ data: await call(action, target, params, { signal }) }),
    enabled: enabled && !isOff && target.account !== '',
    refetchInterval: ({ state }) => {
      if (!isPolled) return false
      return state.data && transition?.(state.data.data) ? quick : slow
    },
    refetchIntervalInBackground: false,
    placeholderData: (previous, query) =>
      query && isSameList(query.queryKey, queryKey, keepAcross) ? previous : undefined,
  })
}

/**
 * Reads one action in the page's account and region, and keeps it fresh: every 3 s in transition,
 * every 30 s otherwise, never in a hidden tab, never without a session and never where the account does
 * not answer the action.
 */
export function useRead<A extends Action>(
  action: A & { mutates: false },
  params: RequestOf<A>,
  options: ReadOptions<A> = {},
): Read<ResponseOf<A>> {
  const { account, region } = useCloudLocation()
  const reasonOf = useUnavailable()
  const isOff = useSessionEnded() || reasonOf(action.name) !== undefined
  const query = useQuery(optionsOf(action, { account, region }, params, options, isOff))
  return readOf(query, action, reasonOf)
}

/** The same action for several sets of parameters, e.g. the services of each cluster, in their order. */
export function useReads<A extends Action>(
  action: A & { mutates: false },
  paramsList: readonly RequestOf<A>[],
  options: ReadOptions<A> = {},
): Read<ResponseOf<A>>[] {
  const { account, region } = useCloudLocation()
  const target = { account, region }
  return useReadsAt(
    action,
    paramsList.map((params) => ({ target, params })),
    options,
  )
}

/** The same action in several places, e.g. in all regions of the account, in their order. */
export function useReadsAt<A extends Action>(
  action: A & { mutates: false },
  asked: readonly { target: Target; params: RequestOf<A> }[],
  options: ReadOptions<A> = {},
): Read<ResponseOf<A>>[] {
  const reasonOf = useUnavailable()
  const isOff = useSessionEnded() || reasonOf(action.name) !== undefined
  return useQueries({
    queries: asked.map(({ target, params }) => optionsOf(action, target, params, options, isOff)),
  }).map((query) => readOf<A>(query, action, reasonOf))
}

/** Several reads as one for a table's data age and states: oldest answer, first error. */
export function joined<Data>(reads: readonly Read<Data>[]): Read<readonly Data[]> {
  const data = reads.flatMap((one) => (one.data === undefined ? [] : [one.data]))
  return {
    data,
    error: reads.find((one) => one.error)?.error ?? null,
    isPending: reads.some((one) => one.isPending),
    isFetching: reads.some((one) => one.isFetching),
    isPlaceholderData: reads.some((one) => one.isPlaceholderData),
    dataUpdatedAt: reads.length > 0 ? Math.min(...reads.map((one) => one.dataUpdatedAt)) : 0,
    refetch: () => Promise.all(reads.map((one) => one.refetch())),
  }
}

/** Reads ahead, e.g. while the pointer rests on a link; failures stay silent until the page asks itself. */
export function usePrefetch() {
  const client = useQueryClient()
  const { account, region } = useCloudLocation()
  const reasonOf = useUnavailable()
  return useCallback(
    <A extends Action>(action: A & { mutates: false }, params: RequestOf<A>): void => {
      if (reasonOf(action.name) !== undefined) return
      void client.prefetchQuery(optionsOf(action, { account, region }, params, {}, false))
    },
    [client, account, region, reasonOf],
  )
}
