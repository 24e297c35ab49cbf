import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionQuery, useSessionEnded } from '../session/session'
import { askConsole, type Data, type Input, type JsonRoute, type Sent } from './console'
import type { Read } from './read'

/** Reads something of the console's own, e.g. the users, and keeps it fresh. */
export function useConsoleRead<R extends JsonRoute>(
  route: R,
  input: Input<R>,
  options: { isKept?: boolean } = {},
): Read<Data<R>> {
  const isEnded = useSessionEnded()
  const sent: Sent = input
  const query = useQuery<{ data: Data<R> }>({
    queryKey: ['console', route.id, sent.name, sent.query],
    queryFn: async ({ signal }) => ({ data: await askConsole(route, input, { signal }) }),
    enabled: !isEnded,
    refetchInterval: 30_000,
    refetchIntervalInBackground: false,
    placeholderData: (previous) => (options.isKept ? previous : undefined),
  })
  const { data, ...state } = query
  return { ...state, data: data?.data }
}

/** Changes something of the console's own; all such reads, and the session, are refetched after it. */
export function useConsoleWrite<R extends JsonRoute>(route: R) {
  const client = useQueryClient()
  const mutation = useMutation<Data<R>, Error, Input<R>>({
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
