import {
  beginSingleSignOn,
  endSingleSignOn,
  readSignInWays,
} from '../../../src/contract/console/session'
import type { AuditRecorder } from '../audit/recorder'
import { type ProxyRequest, ProxyResponse } from '../http/messages'
import { Problem } from '../http/problem'
import { answer } from '../http/responses'
import type { Handle, Handlers, RouteContext } from '../http/routes'
import { countSignIn, type SignInCount } from '../metrics/signInCount'
import type { Peer, ProxyPorts, Role, SingleSignOn } from '../ports'
import { isUserName } from './credentials'
import type { Attempts } from './failedSignIns'
import type { Sessions } from './sessions'

const cookieName = ({ tls }: Peer) => (tls ? '__Host-gantry-sso' : 'gantry-sso')

/** Lax: the provider's page leads back here, and a stricter cookie would stay behind. */
const cookie = (peer: Peer, value: string, seconds: number) =>
  `${cookieName(peer)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`

function secretOf(request: ProxyRequest, peer: Peer): string | undefined {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((one) => one.trim().split('='))
  return pairs.find(([name]) => name === cookieName(peer))?.[1]
}

const away = (location: string, cookies: readonly string[]) => {
  const reply = new ProxyResponse(303, null, { Location: location })
  reply.cookies.push(...cookies)
  return reply
}

const refused = (why: string) => new Problem(403, 'Forbidden', why)

/**
 * Signing in at an identity provider: GET /api/sso leads there, GET /api/sso/callback leads back. What
 * the browser has to bring back is in a cookie of its own, so that nobody can be signed in as somebody
 * else by a link.
 */
export function createSingleSignOn(
  { store, now, singleSignOn: provider, origin }: ProxyPorts,
  sessions: Sessions,
  attempts: Attempts,
  record: AuditRecorder,
  signedIn: SignInCount,
) {
  /** Runs with the provider, or answers 404 where the console has none. */
  const withProvider =
    (work: (context: RouteContext, provider: SingleSignOn) => Promise<ProxyResponse>): Handle =>
    async (context) => {
      if (provider) return work(context, provider)
      throw new Problem(404, 'NotFound', `There is nothing at ${context.url.pathname}.`)
    }

  const redirectTo = ({ url, peer }: RouteContext) =>
    `${origin ?? `http${peer.tls ? 's' : ''}://${url.host}`}/api/sso/callback`

  /**
   * Lets the user in as the provider knows it now, and tells what the store holds for its password: one
   * that has one here is somebody else.
   */
  async function admit(user: string, role: Role | undefined): Promise<string> {
    if (!isUserName(user))
      throw refused('The identity provider sent a user name that this console does not accept.')
    if (!role) {
      // What they could do until now they could by groups that they have lost.
      const before = await store.users.find(user)
      if (before?.source === 'sso') await sessions.endAll(user)
      throw refused(`${user} has no role here. An administrator can give a role to one of the groups of ${user}.`)
    }
    const one = { name: user, passwordHash: '', role, createdAt: now(), source: 'sso' as const }
    if (await store.users.add(one)) return one.passwordHash
    const known = await store.users.find(user)
    if (known?.source !== 'sso') {
      throw refused(`${user} is a user with a password and must sign in with it.`)
    }
    if (known.role !== role && (await store.users.change(user, { role })) === 'lastAdmin') {
      throw refused(
        `${user} is the last administrator, but now belongs only to groups with the role ${role}. Give another user the role admin first.`,
      )
    }
    return known.passwordHash
  }

  async function come(turn: RouteContext, { end }: SingleSignOn): Promise<ProxyResponse> {
    const { request, url, peer, requestId } = turn
    const secret = secretOf(request, peer)
    if (!secret) throw refused('This sign-in was started in another browser, or has expired.')
    const callback = new URL(redirectTo(turn))
    callback.search = url.search
    // Each asks the provider, so that not everybody may make up as many as they like.
    const attempt = await attempts.begin(undefined, peer.address, requestId)
    const { user, role } = await end(callback, secret)
    const named = isUserName(user) ? user : ''
    const operation = {
      requestId,
      user: named,
      role: role ?? '',
      address: peer.address,
      action: 'SignIn',
    }
    const what = { ...operation, params: { singleSignOn: true } }
    const passwordHash = await record.around(what, () => admit(user, role))
    await attempt.succeeded()
    const session = await sessions.begin({ user, passwordHash }, request, peer)
    return away('/', [session, cookie(peer, '', 0)])
  }

  return {
    [readSignInWays.id]: async (context) =>
      answer(context, readSignInWays, { singleSignOn: provider !== undefined }),
    [beginSingleSignOn.id]: withProvider(async (context, { begin }) => {
      const { url, secret } = await begin(redirectTo(context))
      return away(url, [cookie(context.peer, secret, 600)])
    }),
    [endSingleSignOn.id]: withProvider((context, known) =>
      countSignIn(signedIn, 'singleSignOn', () => come(context, known)),
    ),
  } satisfies Partial<Handlers>
}
