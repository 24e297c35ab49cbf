import {
  beginSingleSignOn,
  endSingleSignOn,
  readSignInWays,
} from '../../../../src/contract/console/session'
import { isShowableName } from '../../../../src/contract/rules/userNames'
import type { AuditRecorder } from '../../audit/recorder'
import { readQuery } from '../../http/body'
import { ProxyResponse } from '../../http/messages'
import { Problem } from '../../http/problem'
import { respond } from '../../http/responses'
import type { Handlers, RouteContext, RouteHandler } from '../../http/routes'
import { countSignIn, type SignInCount } from '../../metrics/signInCount'
import type { ProxyPorts, SingleSignOn } from '../../ports'
import type { Devices } from '../devices'
import type { Attempts } from '../failedSignIns'
import { callbackCounter, callbackDeviceCounter } from '../limits/counters'
import type { Sessions } from '../session/sessions'
import { createAdmission } from './admission'
import { createBackChannelLogout } from './backChannelLogout'
import type { FreshSignIns } from './freshSignIn'
import type { ProvidedUser } from './provider'
import { findSignIn, forgetSignIn, keepSignIn, pathWithin } from './startedSignIn'

/** Path of the page that confirms the session after a fresh sign-in. */
const confirmedPath = '/signed-in'

const stateIn = (url: URL): string => url.searchParams.get('state') ?? ''

/**
 * In milliseconds. Providers sign users in silently while their own session lasts, so only a recent
 * authentication counts as a fresh sign-in. The tolerance applies to past and future times, because
 * clocks differ.
 */
const authenticationTolerance = 60_000

const isRecent = ({ authenticatedAt }: ProvidedUser, now: number): boolean =>
  authenticatedAt !== undefined && Math.abs(now - authenticatedAt) <= authenticationTolerance

const redirect = (location: string, cookies: readonly string[]) => {
  const reply = new ProxyResponse(303, null, { Location: location })
  reply.cookies.push(...cookies)
  return reply
}

/**
 * Single sign-on: GET /api/sso redirects to the identity provider, which redirects back to GET
 * /api/sso/callback. A cookie binds the state to the browser, so that an attacker's link cannot
 * sign a victim in as the attacker.
 */
export function createSingleSignOn(
  ports: ProxyPorts,
  sessions: Sessions,
  { attempts, devices }: { attempts: Attempts; devices: Devices },
  freshSignIns: FreshSignIns,
  record: AuditRecorder,
  signedIn: SignInCount,
) {
  const { store, now, singleSignOn: provider, origin } = ports
  const admit = createAdmission(ports)

  /** Calls the handler with the provider; throws 404 if none is configured. */
  const withProvider =
    (
      work: (context: RouteContext, provider: SingleSignOn) => Promise<ProxyResponse>,
    ): RouteHandler =>
    async (context) => {
      if (provider) return work(context, provider)
      throw new Problem(404, 'NotFound', `There is nothing at ${context.url.pathname}.`)
    }

  const redirectTo = ({ url, peer }: RouteContext) =>
    `${origin ?? `http${peer.tls ? 's' : ''}://${url.host}`}/api/sso/callback`

  /**
   * Returns the user name for the audit entry of a sign-in; never the name of another user with the
   * same display name.
   */
  async function recordedName({ identity, name }: ProvidedUser): Promise<string> {
    const knownUser = await store.users.findByIdentity(identity)
    if (knownUser) return knownUser.name
    return isShowableName(name) ? store.users.freeName(name) : ''
  }

  /** A known browser has a counter of its own, which other browsers at its address can't use up. */
  async function countersOf({ request, peer }: RouteContext) {
    const device = await devices.findAny(request, peer)
    const ofDevice = device === undefined ? undefined : [callbackDeviceCounter(device)]
    if (ofDevice && (await attempts.isAllowed(ofDevice))) return ofDevice
    return [callbackCounter(peer.address)]
  }

  async function complete(
    context: RouteContext,
    { end, isOwn }: SingleSignOn,
  ): Promise<ProxyResponse> {
    const { request, url, peer, requestId } = context
    const state = stateIn(url)
    const { secret, path, isFresh } = findSignIn(request, peer, state)
    const callback = new URL(redirectTo(context))
    callback.search = url.search
    // A forged callback is refused before it is counted or reaches the provider.
    if (!secret || isOwn?.(callback, secret) === false) {
      throw new Problem(
        403,
        'SignInExpired',
        'This sign-in was started in another browser, or has expired.',
      )
    }
    // Callbacks are limited, because each one causes a request to the provider.
    const attempt = await attempts.begin(await countersOf(context))
    const provided = await end(callback, secret)
    const operation = {
      requestId,
      user: await recordedName(provided),
      role: provided.role ?? '',
      address: peer.address,
      action: isFresh ? 'VerifySession' : 'SignIn',
      params: { singleSignOn: true, ...provided.identity },
    }
    const user = await record.around(operation, () => admit(provided))
    await attempt.succeeded()
    const device = await devices.keep(user.name, request, peer)
    const isVerified = isRecent(provided, now())
    if (isFresh) {
      const code = await freshSignIns.keep(user, isVerified, provided)
      return redirect(`${confirmedPath}#confirm=${code}`, [forgetSignIn(peer, state), device])
    }
    const { name, passwordHash } = user
    const session = await sessions.begin({ user: name, passwordHash }, request, peer, {
      hasCode: true,
      isVerified,
      provided,
    })
    // The code is in the URL's fragment, which browsers never send to a server. The page exchanges
    // it for the second secret and announces the sign-in to the other tabs.
    const fragment = session.secret === undefined ? 'signed-in' : `code=${session.secret}`
    return redirect(`${path}#${fragment}`, [session.cookie, forgetSignIn(peer, state), device])
  }

  return {
    ...createBackChannelLogout(ports, attempts, record),
    [readSignInWays.id]: async (context) =>
      respond(context, readSignInWays, { singleSignOn: provider !== undefined }),
    [beginSingleSignOn.id]: withProvider(async (context, { begin }) => {
      const { to, fresh, again } = readQuery(context, beginSingleSignOn)
      const mustAuthenticate = fresh === '1' || again === '1'
      const { url, secret } = await begin(redirectTo(context), { isFresh: mustAuthenticate })
      const started = { secret, path: pathWithin(to), isFresh: fresh === '1' }
      return redirect(url, [keepSignIn(context.peer, stateIn(new URL(url)), started)])
    }),
    [endSingleSignOn.id]: withProvider((context, identityProvider) =>
      countSignIn(signedIn, 'singleSignOn', () => complete(context, identityProvider)),
    ),
  } satisfies Partial<Handlers>
}
