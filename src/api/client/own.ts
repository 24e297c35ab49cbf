import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionQuery, useSessionEnded } from '../session/session'
import { type Asking, ask } from './call'
import type { Read } from './read'

/**
 * Reads something of the console's own, e.g. `/api/users`. Server and page are of one version, so what
 * is answered is of the type that the page expects.
 */
export function useOwnRead<T>(path: string, options: { isKept?: boolean } = {}): Read<T> {
  const isEnded = useSessionEnded()
  const query = useQuery<{ data: T }>({
    queryKey: ['own', path.split('?')[0], path],
    queryFn: async ({ signal }) => ({ data: (await ask(path, { method: 'GET', signal })) as T }),
    enabled: !isEnded,
    refetchInterval: 30_000,
    refetchIntervalInBackground: false,
    placeholderData: (previous) => (options.isKept ? previous : undefined),
  })
  const { data, ...state } = query
  return { ...state, data: data?.data }
}

interface Deed {
  path: string
  method: Asking['method']
  body?: unknown
}

/** Changes something of the console's own; everything of it, and the session, is read anew after it. */
export function useOwnAct() {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ path, method, body = {} }: Deed) => ask(path, { method, body, isWrite: true }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['own'] })
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
