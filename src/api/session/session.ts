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
import { keepSessionSecret } from './secret'

export type { Session, SessionAccount as Account }

/** The query of the session: null without a session. */
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

/** True from the first "not signed in" response until the next sign-in. */
export const useSessionEnded = (): boolean => useSyncExternalStore(watch, () => isEnded)

/**
 * Signs in. If the same user returns after an expired session, the cache is kept and refetched;
 * another user starts with an empty cache. Throws ApiError (401 WrongPassword, 429
 * TooManyAttempts).
 */
export async function signIn(
  client: QueryClient,
  user: string,
  password: string,
): Promise<{ session: Session; isSamePerson: boolean }> {
  const before = client.getQueryData(sessionQuery.queryKey)
  const { sessionSecret, ...session } = await askConsole(beginSession, { body: { user, password } })
  keepSessionSecret(sessionSecret)
  const isSamePerson = Boolean(before) && before?.id === session.id
  if (!isSamePerson) client.clear()
  client.setQueryData(sessionQuery.queryKey, session)
  setEnded(false)
  if (isSamePerson) void client.invalidateQueries({ queryKey: ['call'] })
  return { session, isSamePerson }
}

/** Ends the session in this browser and clears the cache. */
export function forgetSession(client: QueryClient): void {
  keepSessionSecret(undefined)
  setEnded(false)
  client.clear()
  client.setQueryData(sessionQuery.queryKey, null)
}

/** Signs out on the server, and clears the cache even if that fails. */
export async function signOut(client: QueryClient): Promise<void> {
  try {
    const { signOutUrl } = await askConsole(endSession, {})
    // Also sign out of the identity provider.
    if (signOutUrl !== undefined) window.location.assign(signOutUrl)
  } finally {
    forgetSession(client)
  }
}

/**
 * Completes a single sign-on on plain HTTP: exchanges the one-time code in the URL's fragment for
 * the second secret, and removes it from the URL.
 */
export async function completeSingleSignOn(): Promise<void> {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('code')
  if (code === null) return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  try {
    const { sessionSecret } = await askConsole(beginSession, { body: { code } })
    keepSessionSecret(sessionSecret)
  } catch {
    // Without the secret there is no session, so the sign-in page follows.
  }
}

/** Whether single sign-on is available, at `/api/sso`. */
export const singleSignOnQuery = queryOptions({
  queryKey: ['signIn'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await askConsole(readSignInWays, {}, { signal })).singleSignOn,
})

/** The session; undefined while loading. */
export function useSession() {
  const query = useQuery(sessionQuery)
  return {
    session: query.data,
    error: query.error,
    isPending: query.isPending,
    retry: query.refetch,
  }
}

/** Whether the user may write; only for the UI, since the server decides. */
export function useMayWrite(): boolean {
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  return (data?.role === 'operator' || data?.role === 'admin') && data.readOnly !== true
}
