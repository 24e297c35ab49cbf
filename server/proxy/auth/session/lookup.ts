import { sha256 } from '../../../wire/digest'
import type { Principal } from '../../access/principal'
import { withWholeBody } from '../../http/body'
import type { ProxyRequest } from '../../http/messages'
import { Problem } from '../../http/problem'
import { createLimits } from '../../http/rateLimits'
import type { Peer, ProxyPorts } from '../../ports'
import { defaultSessionLimits } from '../limits/sessionLimits'
import type { Revalidate } from '../sso/revalidation'
import { createSessionCookie, secretHeader } from './cookie'
import type { Session } from './ports'

/** Precision of a session's last use in milliseconds, to avoid a write per request. */
const usePrecision = 60_000

/**
 * How long a session is cached in milliseconds; changes made by this process take effect at once.
 */
const cacheLifetime = 1000
const maxCached = 10_000

/** The signed-in user and session. */
export interface SignedIn extends Principal {
  session: string
  /** ID of the user; absent for an access token. */
  userId?: string
  /** When the user was last authenticated. */
  verifiedAt: number
}

/** A cached session, its expiry, and the store's change count when the session was read. */
interface CachedSession {
  principal: SignedIn
  until: number
  changes: number
}

/** Header with the ID of the user whose data a page shows. */
const userHeader = 'X-Gantry-User'

/**
 * Throws 409 if the page shows another user's data. After another user has signed in in another
 * tab, the page must neither read nor write as that user. Scripts send no header.
 */
function requireSameUser({ headers }: ProxyRequest, { userId, user }: SignedIn): void {
  const expectedUserId = headers.get(userHeader)
  if (expectedUserId === null || expectedUserId === userId) return
  throw new Problem(
    409,
    'OtherUser',
    `This browser is signed in as ${user} now, and the page belongs to another user. Nothing was done.`,
  )
}

/** Finds the signed-in user of a request by the session in its cookie. */
export function createSessionLookup(ports: ProxyPorts, revalidate: Revalidate) {
  const { store, now, limits, log } = ports
  const { idle, lifetime } = ports.sessionLimits ?? defaultSessionLimits
  const { idOf } = createSessionCookie(ports)
  const rates = createLimits(limits, now)
  /** Sessions by ID, cached briefly to avoid a lookup per request. */
  const cache = new Map<string, CachedSession>()
  /** The same entries by user object, held weakly. */
  const cached = new WeakMap<SignedIn, CachedSession>()
  const isRecent = ({ until, changes }: CachedSession) =>
    until > now() && changes === store.sessions.changes()

  /** Best effort: reads survive a full disk. At worst the session times out earlier. */
  const logFailure = (error: unknown) => log({ event: 'sessionNotKept', error: String(error) })

  /**
   * On plain HTTP a browser sends the cookie to every port of the host, so a session also needs the
   * second secret, which only the console's own origin can read.
   */
  async function isProven({ secretHash }: Session, secret: string | null, { tls }: Peer) {
    if (secretHash === null) return tls
    return secret !== null && secretHash === (await sha256(secret))
  }

  async function findUser(
    request: ProxyRequest,
    peer: Peer,
    { isCached = true, isLeaving = false }: { isCached?: boolean; isLeaving?: boolean } = {},
  ): Promise<SignedIn | undefined> {
    const id = idOf(request, peer)
    if (!id) return undefined
    const secret = request.headers.get(secretHeader)
    const key = `${id} ${secret} ${peer.tls}`
    const at = now()
    const recent = cache.get(key)
    const changes = store.sessions.changes()
    if (isCached && recent && isRecent(recent)) return recent.principal
    const idHash = await sha256(id)
    let found: Awaited<ReturnType<typeof store.sessions.find>>
    try {
      found = await store.sessions.find(idHash)
    } catch (error) {
      // An earlier request with the same key proved that it owns the session.
      if (isLeaving && recent) return recent.principal
      throw error
    }
    if (!found || !(await isProven(found, secret, peer))) return undefined
    if (at - found.createdAt > lifetime || at - found.usedAt > idle) {
      await store.sessions.remove(found.idHash).catch(logFailure)
      return undefined
    }
    if (!isLeaving && at - found.usedAt > Math.min(usePrecision, idle / 10))
      await store.sessions.touch(found.idHash, at, peer.address).catch(logFailure)
    if (!isLeaving && !(await revalidate(found, id, peer))) return undefined
    // The provider may have changed the user's role.
    if (changes !== store.sessions.changes()) found = await store.sessions.find(idHash)
    if (!found) return undefined
    const { idHash: session, user, userId, role, scope, isReadOnly, verifiedAt } = found
    const principal = { session, user, userId, role, scope, isReadOnly, verifiedAt }
    if (isLeaving) return principal
    if (cache.size >= maxCached) cache.clear()
    const entry = { principal, until: at + cacheLifetime, changes }
    cache.set(key, entry)
    cached.set(principal, entry)
    return principal
  }

  /**
   * Whether a cached session is current: recently read, and no session has changed in this store
   * since.
   */
  function isFresh(found: SignedIn): boolean {
    const entry = cached.get(found)
    return entry !== undefined && isRecent(entry)
  }

  /**
   * Requests already counted against the rate limit, with the user at the time the headers arrived.
   */
  const admitted = new WeakMap<ProxyRequest, SignedIn>()

  /** The user of each request that had a session. */
  const users = new WeakMap<ProxyRequest, SignedIn>()

  /** Returns the signed-in user; throws 401, or 429 beyond the session's rate limit. */
  async function principal(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const admittedUser = admitted.get(request)
    if (admittedUser && isFresh(admittedUser)) return admittedUser
    const signedIn = await findUser(request, peer)
    if (!signedIn) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    users.set(request, signedIn)
    requireSameUser(request, signedIn)
    if (!admittedUser) {
      rates.session(signedIn.session, 'This session')
      rates.user(signedIn.user, `The user ${signedIn.user}`)
    }
    return signedIn
  }

  /** Returns the signed-in user, read from the store; does not count against the rate limit. */
  async function current(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const signedIn = await findUser(request, peer, { isCached: false })
    if (!signedIn) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    requireSameUser(request, signedIn)
    return signedIn
  }

  return {
    /** The signed-in user, if the request has a session and proves to own it. */
    find: findUser,

    principal,

    isFresh,

    /** Returns the user of a request that had a session; for the log. */
    userOf: (request: ProxyRequest): SignedIn | undefined => users.get(request),

    /**
     * Checks the session again once the whole body has arrived, because an upload may take a
     * minute. A write reads the permissions from the store, because another process may have
     * restricted the user within the cache's lifetime.
     */
    async arrived(request: ProxyRequest, peer: Peer, isChange: boolean): Promise<ProxyRequest> {
      const userBeforeBody = await principal(request, peer)
      const bufferedRequest = await withWholeBody(request)
      const signedIn = isChange ? await current(request, peer) : userBeforeBody
      admitted.set(bufferedRequest, signedIn)
      users.set(bufferedRequest, signedIn)
      return bufferedRequest
    },

    current,

    /**
     * The signed-in user of a request that ends the session, which must work while the identity
     * provider or the database does not answer.
     */
    async leaving(request: ProxyRequest, peer: Peer): Promise<SignedIn | undefined> {
      const signedIn = await findUser(request, peer, { isLeaving: true })
      if (signedIn) requireSameUser(request, signedIn)
      return signedIn
    },
  }
}
