import { tokenPrefix } from '../../../src/contract/console/credentials/tokens'
import { needsManaging } from '../../../src/contract/console/declare/managing'
import { sha256 } from '../../wire/digest'
import type { SignedIn } from '../auth/session/lookup'
import type { Sessions } from '../auth/session/sessions'
import { withWholeBody } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import { createLimits } from '../http/rateLimits'
import type { ProxyPorts } from '../ports'
import { limitPermissions } from './permissions'

/** Precision of a token's last use in milliseconds, to avoid a write per request. */
const usePrecision = 60_000
/** How long a token is cached in milliseconds; changes made by this process take effect at once. */
const cacheLifetime = 1000
const maxCached = 10_000

/** Returns the bearer token in the Authorization header; undefined if there is none. */
export function bearerOf({ headers }: Pick<ProxyRequest, 'headers'>): string | undefined {
  return /^bearer\s+(\S*)\s*$/i.exec(headers.get('Authorization') ?? '')?.[1]
}

interface CachedToken {
  principal: SignedIn
  canManage: boolean
  expiresAt: number
  until: number
  changes: number
}

const refused = () =>
  new Problem(401, 'SignInRequired', 'The access token is unknown, expired or revoked.')

/**
 * Sessions that also accept a personal access token in place of the cookie. Role and scope are the
 * token's, limited to the user's at the time of the request.
 */
export function withTokens(sessions: Sessions, ports: ProxyPorts) {
  const { store, now, limits, log } = ports
  const rates = createLimits(limits, now)
  const cache = new Map<string, CachedToken>()
  const cached = new WeakMap<SignedIn, CachedToken>()
  const isRecent = ({ until, changes, expiresAt }: CachedToken) =>
    until > now() && expiresAt > now() && changes === store.sessions.changes()

  async function find(value: string, { isCurrent }: { isCurrent: boolean }): Promise<CachedToken> {
    if (!value.startsWith(tokenPrefix)) throw refused()
    const hash = await sha256(value)
    const recent = isCurrent ? undefined : cache.get(hash)
    if (recent && isRecent(recent)) return recent
    const at = now()
    const changes = store.sessions.changes()
    const stored = await store.accessTokens.find(hash)
    if (!stored || stored.token.expiresAt <= at) throw refused()
    const permissions = limitPermissions(stored.token, stored.holder)
    const { id, user, name, usedAt, canManage, expiresAt } = stored.token
    if (usedAt === null || at - usedAt > usePrecision) {
      // Best effort: reads survive a full disk.
      await store.accessTokens
        .touch(id, at)
        .catch((error: unknown) => log({ event: 'tokenUseNotKept', error: String(error) }))
    }
    const principal: SignedIn = {
      ...permissions,
      user,
      session: `token ${id}`,
      accessToken: name,
      // Only a token that may manage users counts as freshly signed in, because creating it
      // required a fresh sign-in.
      verifiedAt: canManage ? at : 0,
    }
    if (cache.size >= maxCached) cache.clear()
    const entry = { principal, canManage, expiresAt, until: at + cacheLifetime, changes }
    cache.set(hash, entry)
    cached.set(principal, entry)
    return entry
  }

  /** Users of all requests, including refused ones, for the log and the audit log. */
  const users = new WeakMap<ProxyRequest, SignedIn>()

  /** Requests already counted against the rate limit. */
  const admitted = new WeakSet<ProxyRequest>()

  async function principalOf(
    request: ProxyRequest,
    value: string,
    { isCurrent } = { isCurrent: false },
  ): Promise<SignedIn> {
    const { principal, canManage } = await find(value, { isCurrent })
    users.set(request, principal)
    if (!admitted.has(request)) {
      rates.session(principal.session, 'This access token')
      rates.user(principal.user, `The user ${principal.user}`)
    }
    admitted.add(request)
    const { pathname } = new URL(request.url)
    if (!canManage && needsManaging(request.method, pathname)) {
      const message = `The access token ${principal.accessToken} may not manage users, sessions, tokens and passwords.`
      throw new Problem(403, 'Forbidden', message)
    }
    return principal
  }

  return {
    ...sessions,

    principal: (request, peer) => {
      const value = bearerOf(request)
      return value === undefined ? sessions.principal(request, peer) : principalOf(request, value)
    },

    current: (request, peer) => {
      const value = bearerOf(request)
      return value === undefined
        ? sessions.current(request, peer)
        : principalOf(request, value, { isCurrent: true })
    },

    leaving: (request, peer) => {
      const value = bearerOf(request)
      return value === undefined ? sessions.leaving(request, peer) : principalOf(request, value)
    },

    userOf: (request) => users.get(request) ?? sessions.userOf(request),

    isFresh: (principal) => {
      const entry = cached.get(principal)
      return entry ? isRecent(entry) : sessions.isFresh(principal)
    },

    arrived: async (request, peer, isChange) => {
      const value = bearerOf(request)
      if (value === undefined) return sessions.arrived(request, peer, isChange)
      await principalOf(request, value)
      const bufferedRequest = await withWholeBody(request)
      admitted.add(bufferedRequest)
      // The permissions may have changed while the body arrived, in this process or another.
      if (isChange) await principalOf(bufferedRequest, value, { isCurrent: true })
      return bufferedRequest
    },

    /** Clears the cache after a token was revoked. */
    forgetTokens: () => cache.clear(),
  } satisfies Sessions & { forgetTokens: () => void }
}
