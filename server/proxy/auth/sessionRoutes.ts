import {
  beginSession,
  changePassword,
  endOwnSessions,
  endSession,
  readSession,
  verifySession,
} from '../../../src/contract/console/session'
import type { Principal } from '../access/principal'
import type { Switches } from '../access/readOnlySwitches'
import type { AuditRecorder } from '../audit/recorder'
import { readBody } from '../http/body'
import { Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import { countSignIn, type SignInCount } from '../metrics/signInCount'
import type { ProxyPorts } from '../ports'
import { createDevices } from './devices'
import { createAttempts } from './failedSignIns'
import type { PasswordQueue } from './limits/passwordQueue'
import { createOwnPassword } from './ownPassword'
import { createOwnSessions } from './ownSessions'
import type { Sessions } from './session/sessions'
import { sessionView } from './sessionView'
import { createSignIn } from './signIn'
import { createFreshSignIns } from './sso/freshSignIn'
import { createSingleSignOn } from './sso/singleSignOn'
import { createVerification } from './verification'

/** Size limit of the only request body accepted without a session. */
const maxBytes = 16 * 1024

const signOut = ({ requestId, peer }: RouteContext, { user, role }: Principal) => ({
  requestId,
  user,
  role,
  address: peer.address,
  action: 'SignOut',
  target: user,
})

/**
 * Routes for signing in, signing out (from this session or from all), and changing the user's own
 * password.
 */
export function createSessionRoutes(
  ports: ProxyPorts,
  queue: PasswordQueue,
  sessions: Sessions,
  record: AuditRecorder,
  switches: Switches,
  signedIn: SignInCount = () => {},
) {
  const { singleSignOn, origin } = ports
  const attempts = createAttempts(ports)
  const devices = createDevices(ports)
  const signIn = createSignIn(ports, queue, attempts, devices, record)
  const changePasswordOf = createOwnPassword(ports, queue, sessions, attempts, record)
  const freshSignIns = createFreshSignIns(ports, sessions)
  const verify = createVerification(ports, queue, sessions, attempts, freshSignIns, record)
  /**
   * Adds the display name, and `source`, because single sign-on users have no password to change.
   */
  async function viewOf(principal: Principal) {
    const user = await ports.store.users.find(principal.user)
    const view = sessionView(principal, ports.accounts, await switches.current())
    const { displayName = view.user, id = '', source = 'local' } = user ?? {}
    return { ...view, user: displayName, id, name: principal.user, source }
  }

  /**
   * Single sign-on users also sign out at the provider; otherwise the next sign-in would succeed
   * without credentials.
   */
  async function signOutUrlFor(name: string | undefined, after: string) {
    const user = name && singleSignOn ? await ports.store.users.find(name) : undefined
    if (user?.source !== 'sso' || !singleSignOn) return {}
    const signOutUrl = await singleSignOn.signOutUrl(after).catch(() => undefined)
    return signOutUrl === undefined ? {} : { signOutUrl }
  }

  return {
    ...createOwnSessions(ports, sessions, record),
    ...createSingleSignOn(ports, sessions, { attempts, devices }, freshSignIns, record, signedIn),
    [beginSession.id]: async (context) => {
      const { request, peer } = context
      const body = await readBody(context, beginSession, maxBytes)
      if ('code' in body) {
        const { secret, ...found } = await sessions.exchange(body.code, request, peer)
        return respond(context, beginSession, { ...(await viewOf(found)), sessionSecret: secret })
      }
      return countSignIn(signedIn, 'password', async () => {
        const { found, device } = await signIn(context, body)
        const { cookie, secret } = await sessions.begin(found, request, peer)
        const view = { ...(await viewOf(found)), ...(secret && { sessionSecret: secret }) }
        const response = respond(context, beginSession, view, { 'Set-Cookie': cookie })
        response.cookies.push(device)
        return response
      })
    },
    [readSession.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      return respond(context, readSession, await viewOf(principal))
    },
    [endSession.id]: async (context) => {
      const { request, peer, url } = context
      const principal = await sessions.leaving(request, peer).catch((error: unknown) => {
        // A page that shows one user's data must not sign out another user.
        if (error instanceof Problem && error.codeDesc === 'OtherUser') throw error
        return undefined
      })
      const ended = await sessions.end(request, peer, principal)
      if (principal) await record.note(signOut(context, principal))
      const data = await signOutUrlFor(principal?.user, `${origin ?? url.origin}/login`).catch(
        () => ({}),
      )
      return respond(context, endSession, data, { 'Set-Cookie': ended })
    },
    [verifySession.id]: async (context) => respond(context, verifySession, await verify(context)),
    [changePassword.id]: async (context) =>
      respond(context, changePassword, {}, { 'Set-Cookie': await changePasswordOf(context) }),
    [endOwnSessions.id]: async (context) => {
      const { request, peer } = context
      const principal = await sessions.principal(request, peer)
      await sessions.endAll(principal.user)
      const ended = await sessions.end(request, peer)
      await record.note({ ...signOut(context, principal), params: { everywhere: true } })
      return respond(context, endOwnSessions, {}, { 'Set-Cookie': ended })
    },
  } satisfies Partial<Handlers>
}
