import type { Switches } from '../access/readOnlySwitches'
import type { AuditRecorder } from '../audit/recorder'
import { success } from '../http/responses'
import type { Routes } from '../http/routes'
import { countSignIn, type SignInCount } from '../metrics/signInCount'
import type { ProxyPorts } from '../ports'
import { createAttempts } from './failedSignIns'
import { createOwnPassword } from './ownPassword'
import { type Person, type Sessions, sessionView } from './sessions'
import { createSignIn } from './signIn'
import { createSingleSignOn } from './singleSignOn'

/** Who one is: signing in and out, here or everywhere, and one's own password. */
export function createSessionRoutes(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  switches: Switches,
  signedIn: SignInCount = () => {},
): Routes {
  const { singleSignOn, origin } = ports
  const attempts = createAttempts(ports)
  const signIn = createSignIn(ports, attempts, record)
  const changePassword = createOwnPassword(ports, sessions, attempts, record)
  /** `source`: who says who one is, so that nobody is offered a password to change that is elsewhere. */
  async function viewOf(person: Person) {
    const user = await ports.store.users.find(person.user)
    const view = sessionView(person, ports.accounts, await switches.present())
    return { ...view, source: user?.source ?? 'local' }
  }

  /** Who came through a provider signs out there too, or the next click would lead back in. */
  async function leaving(name: string | undefined, after: string) {
    const user = name && singleSignOn ? await ports.store.users.find(name) : undefined
    if (user?.source !== 'sso' || !singleSignOn) return {}
    const signOutUrl = await singleSignOn.signOutUrl(after).catch(() => undefined)
    return signOutUrl === undefined ? {} : { signOutUrl }
  }

  return {
    ...createSingleSignOn(ports, sessions, attempts, record, signedIn),
    'POST /api/session': ({ request, peer, requestId }) =>
      countSignIn(signedIn, 'password', async () => {
        const person = await signIn(request, peer, requestId)
        const cookie = await sessions.begin(person, request, peer)
        return success(await viewOf(person), { 'Set-Cookie': cookie })
      }),
    'GET /api/session': async ({ request, peer }) =>
      success(await viewOf(await sessions.person(request, peer))),
    'DELETE /api/session': async ({ request, peer, url }) => {
      const person = await sessions.person(request, peer).catch(() => undefined)
      const ended = await sessions.end(request, peer)
      return success(await leaving(person?.user, `${origin ?? url.origin}/login`), {
        'Set-Cookie': ended,
      })
    },
    'POST /api/password': async (turn) => success({}, { 'Set-Cookie': await changePassword(turn) }),
    'POST /api/signOut': async ({ request, peer }) => {
      const { user } = await sessions.person(request, peer)
      await sessions.endAll(user)
      return success({}, { 'Set-Cookie': await sessions.end(request, peer) })
    },
  }
}
