import { sha256, toHex } from '../../wire/digest'
import type { Principal } from '../access/principal'
import { arrived } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { Problem } from '../http/problem'
import { createLimits } from '../http/rateLimits'
import type { NewSession, Peer, ProxyPorts, Session } from '../ports'
import { seal } from '../secrets/sealed'
import { defaultSessionLimits, endedBefore } from './limits/sessionLimits'
import { createSessionCookie } from './sessionCookie'
import type { Revalidate } from './sso/revalidation'

/** Precision of a session's last use in ms, to avoid a write per request. */
const usePrecision = 60_000

/** A longer User-Agent is cut. */
const maxDeviceLength = 256

/** How long a session is cached in ms; changes made by this process take effect at once. */
const cacheLifetime = 1000
const maxCached = 10_000

/** 401 for a rejected sign-in. */
export const wrongPassword = () => new Problem(401, 'WrongPassword', 'Wrong user name or password.')

/** The signed-in user and session. */
export interface SignedIn extends Principal {
  session: string
  /** ID of the user; absent for an access token. */
  userId?: string
  /** When the user was last authenticated. */
  verifiedAt: number
}

/** A cached session, its expiry, and the change count when it was read. */
interface CachedSession {
  principal: SignedIn
  until: number
  changes: number
}

/** How long the code of a single sign-on can be exchanged for the second secret, in ms. */
const codeLifetime = 60_000

/** Header of the second secret. */
const secretHeader = 'X-Gantry-Session'

/** Header with the ID of the user whose data a page shows. */
const userHeader = 'X-Gantry-User'

/**
 * Throws 409 if the page shows another user's data: after another user has signed in in another
 * tab, the page must neither change nor show anything as the first user. Scripts send no header.
 */
function requireSameUser({ headers }: ProxyRequest, { userId, user }: SignedIn): void {
  const shown = headers.get(userHeader)
  if (shown === null || shown === userId) return
  throw new Problem(
    409,
    'OtherUser',
    `This browser is signed in as ${user} now, and the page belongs to another user. Nothing was done.`,
  )
}

/** A new session: its Set-Cookie value, and on plain HTTP the secret or the code for it. */
export interface BegunSession {
  cookie: string
  secret?: string
}

/** Data from the identity provider's sign-in. */
export interface ProviderFacts {
  sid?: string | undefined
  refreshToken?: string | undefined
}

interface BeginOptions {
  request: ProxyRequest
  peer: Peer
  passwordHash: string | undefined
  provided?: ProviderFacts | undefined
}

/** Sessions identified by an opaque 256-bit ID in a cookie, of which only the hash is stored. */
export function createSessions(ports: ProxyPorts, revalidate: Revalidate = async () => true) {
  const { store, now, randomBytes, limits, log } = ports
  const { sessionLimits = defaultSessionLimits } = ports
  const { idle, lifetime, perUser } = sessionLimits
  const { idOf, cookie } = createSessionCookie(ports)
  const rates = createLimits(limits, now)
  /** Sessions by ID, cached briefly to avoid a lookup per request. */
  const cache = new Map<string, CachedSession>()
  /** The same by user object, weakly held. */
  const cached = new WeakMap<SignedIn, CachedSession>()
  const isRecent = ({ until, changes }: CachedSession) =>
    until > now() && changes === store.sessions.changes()

  /** Best effort: reads survive a full disk; at worst the session times out earlier. */
  const logFailure = (error: unknown) => log({ event: 'sessionNotKept', error: String(error) })

  /**
   * On plain HTTP a browser sends the cookie to every port of the host, so a session needs the
   * second secret too, which only the console's own origin has.
   */
  async function isProven({ secretHash }: Session, secret: string | null, { tls }: Peer) {
    if (secretHash === null) return tls
    return secret !== null && secretHash === (await sha256(secret))
  }

  async function findUser(
    request: ProxyRequest,
    peer: Peer,
    { isCached = true }: { isCached?: boolean } = {},
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
    let found = await store.sessions.find(idHash)
    if (!found || !(await isProven(found, secret, peer))) return undefined
    if (at - found.createdAt > lifetime || at - found.usedAt > idle) {
      await store.sessions.remove(found.idHash).catch(logFailure)
      return undefined
    }
    if (at - found.usedAt > Math.min(usePrecision, idle / 10))
      await store.sessions.touch(found.idHash, at, peer.address).catch(logFailure)
    if (!(await revalidate(found, id, peer))) return undefined
    // The provider may have changed the user's role.
    if (changes !== store.sessions.changes()) found = await store.sessions.find(idHash)
    if (!found) return undefined
    const { idHash: session, user, userId, role, scope, isReadOnly, verifiedAt } = found
    const principal = { session, user, userId, role, scope, isReadOnly, verifiedAt }
    if (cache.size >= maxCached) cache.clear()
    const entry = { principal, until: at + cacheLifetime, changes }
    cache.set(key, entry)
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

  /** The user of each request that had a session. */
  const users = new WeakMap<ProxyRequest, SignedIn>()

  /** The signed-in user; throws 401, or 429 beyond the session's rate limit. */
  async function principal(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const before = admitted.get(request)
    if (before && isFresh(before)) return before
    const found = await findUser(request, peer)
    if (!found) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    users.set(request, found)
    requireSameUser(request, found)
    if (!before) {
      rates.session(found.session, 'This session')
      rates.user(found.user, `The user ${found.user}`)
    }
    return found
  }

  /** The signed-in user as the store has it now; does not count against the rate limit. */
  async function current(request: ProxyRequest, peer: Peer): Promise<SignedIn> {
    const found = await findUser(request, peer, { isCached: false })
    if (!found) throw new Problem(401, 'SignInRequired', 'Sign in first.')
    requireSameUser(request, found)
    return found
  }

  /** The provider's data as stored, encrypted with this session's ID. */
  async function storedFacts({ sid, refreshToken }: ProviderFacts, id: string) {
    const sealed = refreshToken === undefined ? null : await seal(refreshToken, id)
    return { sid: sid ?? null, refreshToken: sealed, validatedAt: now() }
  }

  /** Ends the request's session, if the request proves to own it. */
  async function endOwn(request: ProxyRequest, peer: Peer): Promise<void> {
    const found = await findUser(request, peer)
    if (found) await store.sessions.remove(found.session)
  }

  async function create(
    user: string,
    facts: Pick<NewSession, 'secretHash' | 'codeHash' | 'verifiedAt'>,
    { request, peer, passwordHash, provided }: BeginOptions,
  ): Promise<string> {
    const at = now()
    await store.sessions.removeEnded(endedBefore(at, sessionLimits))
    const id = toHex(randomBytes(32))
    const idHash = await sha256(id)
    const device = (request.headers.get('User-Agent') ?? '').slice(0, maxDeviceLength)
    const { address } = peer
    const session = {
      ...{ idHash, user, createdAt: at, usedAt: at, device, address, ...facts },
      ...(provided && (await storedFacts(provided, id))),
    }
    if (!(await store.sessions.add(session, passwordHash))) throw wrongPassword()
    await store.sessions.keepLatest(user, perUser, idHash)
    return cookie(peer, id, Math.round(lifetime / 1000))
  }

  return {
    principal,

    isFresh,

    /** The user of a request whose session was found; for the log. */
    userOf: (request: ProxyRequest): SignedIn | undefined => users.get(request),

    /**
     * Rechecks the session once the whole body has arrived, which may take a minute: the
     * permissions at the end of the upload count. A write reads them from the store, because
     * another process may have restricted the user within the cache's lifetime.
     */
    async arrived(request: ProxyRequest, peer: Peer, isChange: boolean): Promise<ProxyRequest> {
      const found = await principal(request, peer)
      const whole = await arrived(request)
      const known = isChange ? await current(request, peer) : found
      admitted.set(whole, known)
      users.set(whole, known)
      return whole
    },

    current,

    /**
     * Creates a session; the request's previous session ends. `secret`: the second secret of a
     * session on plain HTTP, which the response returns, or with `hasCode` the one-time code for
     * it. Throws 401 if the verified password has been changed meanwhile.
     */
    async begin(
      { user, passwordHash }: { user: string; passwordHash?: string },
      request: ProxyRequest,
      peer: Peer,
      {
        hasCode = false,
        isVerified = true,
        provided,
      }: { hasCode?: boolean; isVerified?: boolean; provided?: ProviderFacts } = {},
    ): Promise<BegunSession> {
      await endOwn(request, peer)
      const more = { passwordHash, peer, request, provided }
      const verifiedAt = isVerified ? now() : 0
      if (peer.tls) return { cookie: await create(user, { verifiedAt }, more) }
      const secret = toHex(randomBytes(32))
      const hash = await sha256(secret)
      return {
        cookie: await create(
          user,
          { verifiedAt, ...(hasCode ? { codeHash: hash } : { secretHash: hash }) },
          more,
        ),
        secret,
      }
    },

    /** Continues the session under a new ID and returns its Set-Cookie value; the secret stays. */
    async renew(
      { user, passwordHash }: { user: string; passwordHash: string },
      request: ProxyRequest,
      peer: Peer,
    ): Promise<string> {
      const secret = request.headers.get(secretHeader)
      const secretHash = peer.tls || secret === null ? null : await sha256(secret)
      const facts = { verifiedAt: now(), secretHash }
      return create(user, facts, { passwordHash, peer, request })
    },

    /**
     * Exchanges the code of a single sign-on for the second secret of the request's session; throws
     * 401 if the code is wrong, used or too old.
     */
    async exchange(code: string, request: ProxyRequest, peer: Peer) {
      const secret = toHex(randomBytes(32))
      const idHash = await sha256(idOf(request, peer) ?? '')
      const session = { idHash, codeHash: await sha256(code) }
      const isDone = await store.sessions.exchangeCode(
        session,
        await sha256(secret),
        now() - codeLifetime,
      )
      const found = isDone ? await store.sessions.find(idHash) : undefined
      if (found) return { ...found, secret }
      throw new Problem(401, 'WrongCode', 'The sign-in code is wrong, used or expired.')
    },

    /** Marks the request's session as freshly signed in at the provider. */
    async confirm(
      { session }: SignedIn,
      request: ProxyRequest,
      peer: Peer,
      provided: ProviderFacts,
    ): Promise<void> {
      const facts = await storedFacts(provided, idOf(request, peer) ?? '')
      await store.sessions.verify(session, now(), facts)
    },

    endAll: (user: string): Promise<void> => store.sessions.removeOf(user),

    /**
     * Ends the session and returns a Set-Cookie value that removes the cookie; refused for a page
     * of another user.
     */
    async end(request: ProxyRequest, peer: Peer): Promise<string> {
      await endOwn(request, peer)
      return cookie(peer, '', 0)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
