import { sha256, toHex } from '../../wire/digest'
import { availabilityOf } from '../access/availability'
import type { Principal } from '../access/principal'
import type { ReadOnly } from '../access/readOnlySwitches'
import { isInScope, isRegionInScope } from '../access/scope'
import { arrived } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import { createLimits } from '../http/rateLimits'
import type { Account, Peer, ProxyPorts } from '../ports'

const hour = 3_600_000
const idleTimeout = 12 * hour
const maxLifetime = 7 * 24 * hour
/** Sessions created or last used before these times have expired. */
export const endedBefore = (at: number) => ({
  createdAt: at - maxLifetime,
  usedAt: at - idleTimeout,
})

/** Precision of a session's last use in ms, to avoid a write per request. */
const usePrecision = 60_000

/** How long a session is cached in ms; changes made by this process take effect at once. */
const cacheLifetime = 1000
const maxCached = 10_000

/** 401 for a rejected sign-in. */
export const wrongPassword = () => new Problem(401, 'WrongPassword', 'Wrong user name or password.')

/** The signed-in user and session. */
export interface SignedIn extends Principal {
  session: string
}

/** A cached session, its expiry, and the change count when it was read. */
interface CachedSession {
  principal: SignedIn
  until: number
  changes: number
}

const cookieName = ({ tls }: Peer) => (tls ? '__Host-gantry' : 'gantry')

function idOf(request: ProxyRequest, peer: Peer): string | undefined {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === cookieName(peer)) return value
  }
  return undefined
}

const cookie = (peer: Peer, value: string, seconds: number) =>
  `${cookieName(peer)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`

/** The session as returned to the browser. */
export const sessionView = (
  { user, role, scope, isReadOnly }: Principal,
  accounts: readonly Account[],
  readOnly: ReadOnly,
) => ({
  user,
  role,
  scope,
  readOnly: isReadOnly || readOnly.isReadOnly,
  accounts: accounts
    .filter(({ name }) => isInScope(scope, 'accounts', name))
    .map((account) => {
      const { name, regions, production, push } = account
      return {
        name,
        regions: regions.filter((one) => isRegionInScope(scope, one)),
        production,
        readOnly: readOnly.accounts.includes(name),
        ...(push && { canPush: true }),
        actions: availabilityOf(account),
      }
    }),
})

/** Sessions identified by an opaque 256-bit ID in a cookie, of which only the hash is stored. */
export function createSessions({ store, now, randomBytes, limits, log }: ProxyPorts) {
  const rates = createLimits(limits, now)
  /** Sessions by ID, cached briefly to avoid a lookup per request. */
  const cache = new Map<string, CachedSession>()
  /** The same by user object, weakly held. */
  const cached = new WeakMap<SignedIn, CachedSession>()
  const isRecent = ({ until, changes }: CachedSession) =>
    until > now() && changes === store.sessions.changes()

  /** Best effort: reads survive a full disk; at worst the session times out earlier. */
  const logFailure = (error: unknown) => log({ event: 'sessionNotKept', error: String(error) })

  async function findUser(id: string): Promise<SignedIn | undefined> {
    const at = now()
    const recent = cache.get(id)
    const changes = store.sessions.changes()
    if (recent && isRecent(recent)) return recent.principal
    const found = await store.sessions.find(await sha256(id))
    if (!found) return undefined
    if (at - found.createdAt > maxLifetime || at - found.usedAt > idleTimeout) {
      await store.sessions.remove(found.idHash).catch(logFailure)
      return undefined
    }
    if (at - found.usedAt > usePrecision)
      await store.sessions.touch(found.idHash, at).catch(logFailure)
    const { idHash: session, user, role, scope, isReadOnly } = found
    const principal = { session, user, role, scope, isReadOnly }
    if (cache.size >= maxCached) cache.clear()
    const entry = { principal, until: at + cacheLifetime, changes }
    cache.set(id, entry)
    cached.set(principal, entry)
    return principal
  }

  /** Whether a cached session is still current: recent, and no session has changed here since. */
  function isFresh(found: SignedIn): boolean {
    const entry = cached.get(found)
    return entry !== undefined && isRecent(entry)
  }

  /**
   * Requests already counted against the rate limit, with their user when they started to arrive.
   */
  const admitted = new WeakMap<ProxyRequest, SignedIn>()

  /** The signed-in user; throws 401, or 429 beyond the session's rate limit. */
  async function principal(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const before = admitted.get(request)
    if (before && isFresh(before)) return before
    const id = idOf(request, peer)
    const found = id ? await findUser(id) : undefined
    if (!found) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    if (!before) rates.session(found.session, 'This session')
    return found
  }

  return {
    principal,

    isFresh,

    /**
     * The request once its whole body has arrived. That may take a minute, so the session is
     * checked again afterwards: permissions are those at the end of the upload.
     */
    async arrived(request: ProxyRequest, peer: Peer): Promise<ProxyRequest> {
      const found = await principal(request, peer)
      const whole = await arrived(request)
      admitted.set(whole, found)
      return whole
    },

    /**
     * Creates a session and returns its Set-Cookie value; the request's previous session ends.
     * Throws 401 if the verified password has been changed meanwhile.
     */
    async begin(
      { user, passwordHash }: { user: string; passwordHash?: string },
      request: ProxyRequest,
      peer: Peer,
    ): Promise<string> {
      const old = idOf(request, peer)
      if (old) await store.sessions.remove(await sha256(old))
      const at = now()
      await store.sessions.removeEnded(endedBefore(at))
      const id = toHex(randomBytes(32))
      const session = { idHash: await sha256(id), user, createdAt: at, usedAt: at }
      if (!(await store.sessions.add(session, passwordHash))) throw wrongPassword()
      return cookie(peer, id, maxLifetime / 1000)
    },

    endAll: (user: string): Promise<void> => store.sessions.removeOf(user),

    /** Ends the session and returns a Set-Cookie value that removes the cookie. */
    async end(request: ProxyRequest, peer: Peer): Promise<string> {
      const id = idOf(request, peer)
      if (id) await store.sessions.remove(await sha256(id))
      return cookie(peer, '', 0)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
