import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import {
  beginSession,
  endSession,
  readSession,
  readSignInWays,
  type Session,
  type SessionAccount,
} from '../../contract/console/session'
import { onSessionEnd } from '../client/call'
import { askConsole } from '../client/console'
import { ApiError } from '../client/error'

export type { Session, SessionAccount as Account }

/** The query of the session: null where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await askConsole(readSession, {}, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

let isEnded = false
const watchers = new Set<() => void>()

function setEnded(value: boolean) {
  isEnded = value
  for (const watcher of watchers) watcher()
}

onSessionEnd(() => setEnded(true))

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** True from the first call that was answered with "not signed in" until somebody signs in again. */
export const useSessionEnded = (): boolean => useSyncExternalStore(watch, () => isEnded)

/**
 * Signs in. After the end of a session the cache stays when the same person comes back and is read
 * anew; another person starts with an empty one. Throws ApiError (401 WrongPassword, 429 TooManyAttempts).
 */
export async function signIn(
  client: QueryClient,
  user: string,
  password: string,
): Promise<{ session: Session; isSamePerson: boolean }> {
  const before = client.getQueryData(sessionQuery.queryKey)
  const session = await askConsole(beginSession, { body: { user, password } })
  const isSamePerson = Boolean(before) && before?.user === session.user
  if (!isSamePerson) client.clear()
  client.setQueryData(sessionQuery.queryKey, session)
  setEnded(false)
  if (isSamePerson) void client.invalidateQueries({ queryKey: ['call'] })
  return { session, isSamePerson }
}

/** Nobody is signed in here any more, and nothing stays of what was read. */
export function forgetSession(client: QueryClient): void {
  setEnded(false)
  client.clear()
  client.setQueryData(sessionQuery.queryKey, null)
}

/** Signs out on the server and empties the cache, whatever the server says. */
export async function signOut(client: QueryClient): Promise<void> {
  try {
    const { signOutUrl } = await askConsole(endSession, {})
    // Who came through an identity provider leaves it too.
    if (signOutUrl !== undefined) window.location.assign(signOutUrl)
  } finally {
    forgetSession(client)
  }
}

/** Whether one can sign in through an identity provider, which is at `/api/sso`. */
export const singleSignOnQuery = queryOptions({
  queryKey: ['signIn'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await askConsole(readSignInWays, {}, { signal })).singleSignOn,
})

/** The session as known: undefined while it is being asked for. */
export function useSession() {
  const query = useQuery(sessionQuery)
  return {
    session: query.data,
    error: query.error,
    isPending: query.isPending,
    retry: query.refetch,
  }
}

/** True for who may change things; the server decides, this only spares a click in vain. */
export function useMayWrite(): boolean {
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  return (data?.role === 'operator' || data?.role === 'admin') && data.readOnly !== true
}
