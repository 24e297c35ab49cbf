import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isFields } from '../../contract/fields'
import { isUnavailableReason, type UnavailableReason } from '../../contract/rules/unavailable'
import { ask, onSessionEnd } from '../client/call'
import { ApiError } from '../client/error'

export type Role = 'viewer' | 'operator' | 'admin'

export interface Account {
  name: string
  /** Short names of the API, e.g. `gz`. */
  regions: readonly string[]
  production?: boolean
  /** Nobody may change anything in it at present. */
  readOnly?: boolean
  /** Its registry can be pushed to from here: only the embedded cloud's can. */
  canPush?: boolean
  /** Actions that its backend does not answer, by name, and why. */
  unavailable?: Readonly<Record<string, UnavailableReason>>
}

export const scopeKinds = ['accounts', 'regions', 'clusters', 'namespaces'] as const

/** Names that are all a user reaches; a kind that is absent or empty limits nothing. */
export type Scope = Partial<Record<(typeof scopeKinds)[number], readonly string[]>>

/** Who is signed in, and what is open to them. */
export interface Session {
  user: string
  role: Role
  /** May look, whatever the role says; or the whole console only looks. */
  readOnly?: boolean
  scope?: Scope
  /** Who says who one is: this console by a password, or single sign-on. */
  source?: 'local' | 'sso'
  accounts: readonly Account[]
}

const nameOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return isFields(value) && typeof value.name === 'string' ? [value.name] : []
}

/** Of `actions`, `{<Action>: true | "<reason>"}`, those that are not available. */
function unavailableOf(actions: unknown): Record<string, UnavailableReason> {
  if (!isFields(actions)) return {}
  const entries = Object.entries(actions).flatMap(([name, reason]) =>
    isUnavailableReason(reason) ? [[name, reason] as const] : [],
  )
  return Object.fromEntries(entries)
}

function accountOf(value: unknown): Account[] {
  if (!isFields(value) || typeof value.name !== 'string') return []
  const regions = Array.isArray(value.regions) ? value.regions.flatMap(nameOf) : []
  const { production, canPush, readOnly } = value
  return [
    {
      name: value.name,
      regions,
      production: production === true,
      readOnly: readOnly === true,
      canPush: canPush === true,
      unavailable: unavailableOf(value.actions),
    },
  ]
}

function scopeOf(value: unknown): Scope {
  if (!isFields(value)) return {}
  const kinds = scopeKinds.flatMap((kind) => {
    const names = value[kind]
    return Array.isArray(names) ? [[kind, names.map(String)] as const] : []
  })
  return Object.fromEntries(kinds)
}

/** The session that the server describes; null where it describes none. Regions may be names or things with one. */
export function sessionOf(data: unknown): Session | null {
  if (!isFields(data) || typeof data.user !== 'string') return null
  const { role } = data
  return {
    user: data.user,
    readOnly: data.readOnly === true,
    scope: scopeOf(data.scope),
    source: data.source === 'sso' ? 'sso' : 'local',
    role: role === 'admin' || role === 'operator' ? role : 'viewer',
    accounts: Array.isArray(data.accounts) ? data.accounts.flatMap(accountOf) : [],
  }
}

/** The query of the session: null where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    try {
      return sessionOf(await ask('/api/session', { method: 'GET', signal }))
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
): Promise<{ session: Session | null; isSamePerson: boolean }> {
  const before = client.getQueryData(sessionQuery.queryKey)
  const session = sessionOf(await ask('/api/session', { method: 'POST', body: { user, password } }))
  const isSamePerson = Boolean(before) && before?.user === session?.user
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
    const data = await ask('/api/session', { method: 'DELETE' })
    // Who came through an identity provider leaves it too.
    if (isFields(data) && typeof data.signOutUrl === 'string') {
      window.location.assign(data.signOutUrl)
    }
  } finally {
    forgetSession(client)
  }
}

/** Whether one can sign in through an identity provider, which is at `/api/sso`. */
export const singleSignOnQuery = queryOptions({
  queryKey: ['signIn'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const data = await ask('/api/signIn', { method: 'GET', signal })
    return isFields(data) && data.singleSignOn === true
  },
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
