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
import { callbackCounter } from './limits/counters'
import type { Sessions } from './sessions'

const cookieName = ({ tls }: Peer) => (tls ? '__Host-gantry-sso' : 'gantry-sso')

/** SameSite=Lax: a strict cookie would not be sent on the redirect back from the provider. */
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
 * Single sign-on: GET /api/sso redirects to the identity provider, which redirects back to GET
 * /api/sso/callback. The state is bound to the browser by a cookie, so that a link cannot sign a
 * user in as another.
 */
export function createSingleSignOn(
  { store, now, singleSignOn: provider, origin }: ProxyPorts,
  sessions: Sessions,
  attempts: Attempts,
  record: AuditRecorder,
  signedIn: SignInCount,
) {
  /** Calls the handler with the provider; throws 404 if none is configured. */
  const withProvider =
    (work: (context: RouteContext, provider: SingleSignOn) => Promise<ProxyResponse>): Handle =>
    async (context) => {
      if (provider) return work(context, provider)
      throw new Problem(404, 'NotFound', `There is nothing at ${context.url.pathname}.`)
    }

  const redirectTo = ({ url, peer }: RouteContext) =>
    `${origin ?? `http${peer.tls ? 's' : ''}://${url.host}`}/api/sso/callback`

  /**
   * Signs the user in with the provider's current role, and returns the stored password hash. A
   * local user with the same name is a different user.
   */
  async function admit(user: string, role: Role | undefined): Promise<string> {
    if (!isUserName(user))
      throw refused('The identity provider sent a user name that this console does not accept.')
    if (!role) {
      // The user no longer has the groups that granted the role.
      const before = await store.users.find(user)
      if (before?.source === 'sso') await sessions.endAll(user)
      throw refused(
        `${user} has no role here. An administrator can give a role to one of the groups of ${user}.`,
      )
    }
    const one = { name: user, passwordHash: '', role, createdAt: now(), source: 'sso' as const }
    if (await store.users.add(one)) return one.passwordHash
    const existing = await store.users.find(user)
    if (existing?.source !== 'sso') {
      throw refused(`${user} is a user with a password and must sign in with it.`)
    }
    if (existing.role !== role && (await store.users.change(user, { role })) === 'lastAdmin') {
      throw refused(
        `${user} is the last administrator, but now belongs only to groups with the role ${role}. Give another user the role admin first.`,
      )
    }
    return existing.passwordHash
  }

  async function complete(context: RouteContext, { end }: SingleSignOn): Promise<ProxyResponse> {
    const { request, url, peer, requestId } = context
    const secret = secretOf(request, peer)
    if (!secret) throw refused('This sign-in was started in another browser, or has expired.')
    const callback = new URL(redirectTo(context))
    callback.search = url.search
    // Each callback causes a request to the provider, so their number is limited.
    const attempt = await attempts.begin([callbackCounter(peer.address)])
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
    const session = await sessions.begin({ user, passwordHash }, request, peer, { hasCode: true })
    // The page exchanges the code in the fragment, which no server sees, for the second secret.
    const target = session.secret === undefined ? '/' : `/#code=${session.secret}`
    return away(target, [session.cookie, cookie(peer, '', 0)])
  }

  return {
    [readSignInWays.id]: async (context) =>
      answer(context, readSignInWays, { singleSignOn: provider !== undefined }),
    [beginSingleSignOn.id]: withProvider(async (context, { begin }) => {
      const { url, secret } = await begin(redirectTo(context))
      return away(url, [cookie(context.peer, secret, 600)])
    }),
    [endSingleSignOn.id]: withProvider((context, identityProvider) =>
      countSignIn(signedIn, 'singleSignOn', () => complete(context, identityProvider)),
    ),
  } satisfies Partial<Handlers>
}
