import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSessionEnded } from '../session/presence'
import { sessionQuery } from '../session/session'
import {
  askConsole,
  type JsonRoute,
  type RouteData,
  type RouteInput,
  type RouteInputOf,
} from './console'
import type { Read } from './read'

/**
 * Reads and polls a route of the console's own API, e.g. the users. `isKept`: the previous data stays
 * while other input is read; `isFresh`: the data is read again when the component appears.
 */
export function useConsoleRead<R extends JsonRoute>(
  route: R,
  input: RouteInputOf<R>,
  options: { isKept?: boolean; isFresh?: boolean } = {},
): Read<RouteData<R>> {
  const isEnded = useSessionEnded()
  const routeInput: RouteInput = input
  const query = useQuery<{ data: RouteData<R> }>({
    queryKey: ['console', route.id, routeInput.name, routeInput.query],
    queryFn: async ({ signal }) => ({ data: await askConsole(route, input, { signal }) }),
    enabled: !isEnded,
    refetchInterval: 30_000,
    refetchIntervalInBackground: false,
    refetchOnMount: options.isFresh ? 'always' : true,
    placeholderData: (previous) => (options.isKept ? previous : undefined),
  })
  const { data, ...state } = query
  return { ...state, data: data?.data }
}

/**
 * A write to the console's own API; all reads of the console and the session are refetched
 * afterwards.
 */
export function useConsoleWrite<R extends JsonRoute>(route: R) {
  const client = useQueryClient()
  const mutation = useMutation<RouteData<R>, Error, RouteInputOf<R>>({
    mutationFn: (input) => askConsole(route, input),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['console'] })
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  return {
    run: mutation.mutateAsync,
    isPending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}
