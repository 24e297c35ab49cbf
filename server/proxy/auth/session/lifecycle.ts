import { sha256, toHex } from '../../../wire/digest'
import type { ProxyRequest } from '../../http/messages'
import { Problem } from '../../http/problem'
import type { Peer, ProxyPorts } from '../../ports'
import { seal } from '../../secrets/sealed'
import { defaultSessionLimits, expiryCutoffs } from '../limits/sessionLimits'
import { createSessionCookie, secretHeader } from './cookie'
import type { createSessionLookup, SignedIn } from './lookup'
import type { NewSession } from './ports'

/** A longer User-Agent header is truncated. */
const maxDeviceLength = 256

/** 401 for a rejected sign-in. */
export const wrongPassword = () => new Problem(401, 'WrongPassword', 'Wrong user name or password.')

/**
 * Time in which the code of a single sign-on can be exchanged for the second secret, in
 * milliseconds.
 */
const codeLifetime = 60_000

/** A new session: its Set-Cookie value and, on plain HTTP, the second secret or a code for it. */
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

/** Begins, renews and ends sessions. */
export function createSessionLifecycle(
  ports: ProxyPorts,
  { find }: Pick<ReturnType<typeof createSessionLookup>, 'find'>,
) {
  const { store, now, randomBytes, sessionLimits = defaultSessionLimits } = ports
  const { lifetime, perUser } = sessionLimits
  const { idOf, cookie } = createSessionCookie(ports)

  /** Returns the provider's data for storage, encrypted with the session's ID. */
  async function storedFacts({ sid, refreshToken }: ProviderFacts, id: string) {
    const sealed = refreshToken === undefined ? null : await seal(refreshToken, id)
    return { sid: sid ?? null, refreshToken: sealed, validatedAt: now() }
  }

  /**
   * Ends the request's session if the request also has the session's second secret, even if the
   * identity provider cannot confirm the user.
   */
  async function endOwn(request: ProxyRequest, peer: Peer): Promise<void> {
    const found = await find(request, peer, { isLeaving: true })
    if (found) await store.sessions.remove(found.session)
  }

  async function create(
    user: string,
    facts: Pick<NewSession, 'secretHash' | 'codeHash' | 'verifiedAt'>,
    { request, peer, passwordHash, provided }: BeginOptions,
  ): Promise<string> {
    const at = now()
    await store.sessions.removeEnded(expiryCutoffs(at, sessionLimits))
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
    /**
     * Creates a session and ends the request's previous one. On plain HTTP `secret` is the
     * session's second secret or, with `hasCode`, the one-time code for it. Throws 401 if the
     * verified password has been changed since.
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
      const sessionContext = { passwordHash, peer, request, provided }
      const verifiedAt = isVerified ? now() : 0
      if (peer.tls) return { cookie: await create(user, { verifiedAt }, sessionContext) }
      const secret = toHex(randomBytes(32))
      const hash = await sha256(secret)
      return {
        cookie: await create(
          user,
          { verifiedAt, ...(hasCode ? { codeHash: hash } : { secretHash: hash }) },
          sessionContext,
        ),
        secret,
      }
    },

    /**
     * Continues the session under a new ID and returns its Set-Cookie value; the second secret
     * stays the same.
     */
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
      const match = isDone ? await store.sessions.find(idHash) : undefined
      if (match) return { ...match, secret }
      throw new Problem(401, 'WrongCode', 'The sign-in code is wrong, used or expired.')
    },

    /** Marks the request's session as verified by a fresh sign-in at the provider. */
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
     * Ends the request's session, `signedIn` if it is known, and returns a Set-Cookie value that
     * removes the cookie.
     */
    async end(request: ProxyRequest, peer: Peer, signedIn?: SignedIn): Promise<string> {
      if (signedIn && !signedIn.accessToken) await store.sessions.remove(signedIn.session)
      else await endOwn(request, peer)
      return cookie(peer, '', 0)
    },
  }
}
