import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { announce } from '../../browser/tabs'
import {
  beginSession,
  endSession,
  readSession,
  readSignInWays,
  type Session,
  type SessionAccount,
} from '../../contract/console/session'
import { askConsole } from '../client/console'
import { ApiError } from '../client/error'
import { presenceNow, setPresence } from './presence'
import { storeSessionSecret } from './secret'
import { setShownUserId } from './shownUser'

export type { Session, SessionAccount as Account }

/** The query of the session; null without a session. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ client, signal, queryKey }): Promise<Session | null> => {
    const cachedSession = client.getQueryData<Session | null>(queryKey)
    try {
      const session = await askConsole(readSession, {}, { signal, isOfAnyUser: !cachedSession })
      setShownUserId(session.id)
      return session
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // The page keeps its user; the SessionOver dialog explains the refusal.
      if (error.kind === 'session') return cachedSession ?? null
      throw error
    }
  },
})

/** Applies a session after a sign-in, here or in another tab by the page's user. */
export function continueSession(client: QueryClient, session: Session): void {
  setShownUserId(session.id)
  client.setQueryData(sessionQuery.queryKey, session)
  if (presenceNow().state === 'current') return
  setPresence({ state: 'current' })
  const isData = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[0] !== sessionQuery.queryKey[0]
  void client.invalidateQueries({ predicate: isData })
}

/**
 * Signs in. If the same user returns after a session has expired, the page continues and its data
 * is refetched. For another user the page remains hidden, and the caller reloads it. Throws
 * ApiError (401 WrongPassword, 429 TooManyAttempts).
 */
export async function signIn(
  client: QueryClient,
  user: string,
  password: string,
): Promise<{ session: Session; isSamePerson: boolean }> {
  const previousSession = client.getQueryData(sessionQuery.queryKey)
  const { sessionSecret, ...session } = await askConsole(beginSession, { body: { user, password } })
  storeSessionSecret(sessionSecret)
  announce('session')
  const isSamePerson = previousSession?.id === session.id
  if (!isSamePerson) client.clear()
  if (!previousSession || isSamePerson) continueSession(client, session)
  return { session, isSamePerson }
}

/** Ends the session in this browser and clears the cache. */
export function forgetSession(client: QueryClient): void {
  storeSessionSecret(undefined)
  setShownUserId(undefined)
  setPresence({ state: 'current' })
  client.clear()
  client.setQueryData(sessionQuery.queryKey, null)
  announce('session')
}

/**
 * Signs out on the server, and clears the cache even if that fails. Returns false, without signing
 * out, if another user is signed in in this browser.
 */
export async function signOut(client: QueryClient): Promise<boolean> {
  try {
    const { signOutUrl } = await askConsole(endSession, {})
    forgetSession(client)
    // The user is signed out of the identity provider too.
    if (signOutUrl !== undefined) window.location.assign(signOutUrl)
  } catch (error) {
    if (error instanceof ApiError && error.codeDesc === 'OtherUser') return false
    forgetSession(client)
    throw error
  }
  return true
}

/**
 * Completes a single sign-on that led to this page. On plain HTTP it exchanges the one-time code in
 * the URL's fragment for the second secret. The fragment is removed from the URL.
 */
export async function completeSingleSignOn(): Promise<void> {
  const fragment = new URLSearchParams(window.location.hash.slice(1))
  const code = fragment.get('code')
  if (code === null && !fragment.has('signed-in')) return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  try {
    if (code !== null) {
      const { sessionSecret } = await askConsole(beginSession, { body: { code } })
      storeSessionSecret(sessionSecret)
    }
    announce('session')
  } catch {
    // Without the secret there is no session, so the sign-in page appears.
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

/** Whether the user may write. Only for display: the server decides. */
export function useMayWrite(): boolean {
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  return (data?.role === 'operator' || data?.role === 'admin') && data.readOnly !== true
}
