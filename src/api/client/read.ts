import {
  queryOptions,
  type UseQueryResult,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import type { PartialList } from '../../contract/console/calls/calls'
import { type UnavailableReasonOf, unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import { type Answer, callWithPartial, type Target } from './call'

export const fastInterval = 3_000
export const slowPollInterval = 30_000

export interface ReadOptions<A extends Action> {
  /**
   * Whether the data shows a resource in transition; if so, it is polled every 3 s, otherwise every
   * 30 s.
   */
  transition?: (data: ResponseOf<A>) => boolean
  /** If false, the data is not polled, but refetched only after invalidation. */
  isPolled?: boolean
  /** If false, nothing is read (yet). */
  enabled?: boolean
  /**
   * Parameters whose change keeps the old rows until the new ones arrive; paging and sorting
   * parameters always do.
   */
  keepAcross?: readonly (keyof RequestOf<A> & string)[]
}

/** The state of a read. `dataUpdatedAt` is in milliseconds, 0 before the first response. */
export type Read<Data> = Pick<
  UseQueryResult<Data>,
  'error' | 'isPending' | 'isFetching' | 'isPlaceholderData' | 'dataUpdatedAt'
> & {
  data: Data | undefined
  /** Set if the list was too long to be filtered by the user's scope, so that rows are missing. */
  partial?: PartialList | undefined
  refetch: () => unknown
}

/**
 * Returns the key of a read. Accepted writes invalidate reads by the leading parts of their keys.
 */
export const readKey = (name: string, target: Target, params?: unknown) =>
  ['call', target.account, target.region, name, ...(params === undefined ? [] : [params])] as const

const paging = ['offset', 'limit', 'orderField', 'orderType']

function paramsWithout(params: unknown, names: readonly string[]): string {
  const remainingParams = Object.entries(params ?? {}).filter(([name]) => !names.includes(name))
  return JSON.stringify(remainingParams.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether a key differs from the key of the displayed rows only in the named parameters. */
export function isSameList(
  a: readonly unknown[],
  b: readonly unknown[],
  names: readonly string[],
): boolean {
  const locationKey = (key: readonly unknown[]) => JSON.stringify(key.slice(0, 4))
  const all = [...paging, ...names]
  return locationKey(a) === locationKey(b) && paramsWithout(a[4], all) === paramsWithout(b[4], all)
}

/** When the data of a response was current: its arrival less its age in seconds. */
export const currentAt = (arrivedAt: number, age = 0): number =>
  arrivedAt > 0 ? arrivedAt - age * 1000 : 0

/**
 * Returns the state of a read for the page. A read of an unavailable action fails without a call.
 */
function readOf<A extends Action>(
  query: UseQueryResult<Answer<A>>,
  action: A,
  reasonOf: UnavailableReasonOf,
): Read<ResponseOf<A>> {
  const { error, isPending, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = query
  const reason = reasonOf(action.name)
  return {
    data: query.data?.data,
    partial: query.data?.partial,
    error: reason === undefined ? error : unavailableError(reason),
    isPending: isPending && reason === undefined,
    isFetching,
    isPlaceholderData,
    dataUpdatedAt: currentAt(dataUpdatedAt, query.data?.age),
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
    queryFn: ({ signal }) => callWithPartial(action, target, params, { signal }),
    enabled: enabled && !isOff && target.account !== '',
    refetchInterval: ({ state }) => {
      if (!isPolled) return false
      return state.data && transition?.(state.data.data) ? fastInterval : slowPollInterval
    },
    refetchIntervalInBackground: false,
    placeholderData: (previous, query) =>
      query && isSameList(query.queryKey, queryKey, keepAcross) ? previous : undefined,
  })
}

/**
 * Reads an action in the page's account and region, and polls it: every 3 s in transition,
 * otherwise every 30 s; never in a hidden tab, without a session, or if the action is unavailable.
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

/**
 * Reads an action for several sets of parameters, in their order, e.g. the services of each
 * cluster.
 */
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

/** Reads an action in several locations, in their order, e.g. in all regions of the account. */
export function useReadsAt<A extends Action>(
  action: A & { mutates: false },
  requested: readonly { target: Target; params: RequestOf<A> }[],
  options: ReadOptions<A> = {},
): Read<ResponseOf<A>>[] {
  const reasonOf = useUnavailable()
  const isOff = useSessionEnded() || reasonOf(action.name) !== undefined
  return useQueries({
    queries: requested.map(({ target, params }) =>
      optionsOf(action, target, params, options, isOff),
    ),
  }).map((query) => readOf<A>(query, action, reasonOf))
}

/**
 * Returns the `partial` with the largest total of several reads, or undefined if no list is
 * partial. All pages of a list have the same `partial`.
 */
export const partialOf = (reads: readonly Pick<Read<unknown>, 'partial'>[]) =>
  reads.flatMap(({ partial }) => partial ?? []).toSorted((a, b) => b.total - a.total)[0]

/** Combines several reads for a table's data age and state: oldest response, first error. */
export function combineReads<Data>(reads: readonly Read<Data>[]): Read<readonly Data[]> {
  const data = reads.flatMap((read) => (read.data === undefined ? [] : [read.data]))
  return {
    data,
    partial: partialOf(reads),
    error: reads.find((read) => read.error)?.error ?? null,
    isPending: reads.some((read) => read.isPending),
    isFetching: reads.some((read) => read.isFetching),
    isPlaceholderData: reads.some((read) => read.isPlaceholderData),
    dataUpdatedAt: reads.length > 0 ? Math.min(...reads.map((read) => read.dataUpdatedAt)) : 0,
    refetch: () => Promise.all(reads.map((read) => read.refetch())),
  }
}

/**
 * Prefetches a read, e.g. while the pointer hovers over a link; ignores failures, since the page
 * reads it again.
 */
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
