import type { Principal } from '../access/principal'
import type { AuditRecorder } from '../audit/recorder'
import { Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { isUserName } from './credentials'
import type { Devices } from './devices'
import type { Attempts } from './failedSignIns'
import { addressCounter, deviceCounter, pairCounter } from './limits/counters'
import { networkOf } from './limits/network'
import type { PasswordQueue } from './limits/passwordQueue'
import { createRecentKeys, createSteadyTime } from './limits/steadyTime'
import { wrongPassword } from './session/lifecycle'

/** An authenticated user, with the hash against which the password was verified. */
interface AuthenticatedUser extends Principal {
  passwordHash: string
}

/** Longer passwords cannot be correct; hashing them would waste time. */
const maxPasswordLength = 1024

/**
 * How often refusals of one address are recorded, in milliseconds, so that they don't fill the
 * audit log.
 */
const recordInterval = 60_000

/**
 * The user who has signed in, and a Set-Cookie value that identifies the browser in later sign-ins.
 */
interface SignInResult {
  found: AuthenticatedUser
  device: string
}

/**
 * Verifies the user name and password of POST /api/session. Takes the same time for an unknown user
 * as for a wrong password. Throws 401, or 429 after failures or while too many passwords are being
 * checked. Records all attempts.
 */
export function createSignIn(
  ports: ProxyPorts,
  { run, unbounded: passwords }: PasswordQueue,
  attempts: Attempts,
  devices: Devices,
  record: Pick<AuditRecorder, 'around'>,
) {
  const { store } = ports
  const recentlyRecorded = createRecentKeys<true>(recordInterval, createSteadyTime(ports))

  async function check(name: string, password: string): Promise<AuthenticatedUser> {
    const user = isUserName(name) ? await store.users.find(name) : undefined
    const tried = password.slice(0, maxPasswordLength)
    // A single sign-on user cannot sign in with a password, even if one was set before.
    const hash = user?.source === 'sso' ? '' : user?.passwordHash
    const fits = await passwords.verify(tried, hash || passwords.decoy)
    if (user && fits && tried === password) {
      const { name: own, role, scope, isReadOnly, passwordHash } = user
      return { user: own, role, scope, isReadOnly, passwordHash }
    }
    throw wrongPassword()
  }

  /** Returns the counters that limit a sign-in, and its lane in the password queue. */
  async function limitsOf(user: string, { request, peer }: RouteContext) {
    const { address } = peer
    const device = user === '' ? undefined : await devices.find(user, request, peer)
    const ofDevice = device === undefined ? undefined : [deviceCounter(user, device)]
    if (device !== undefined && ofDevice && (await attempts.isAllowed(ofDevice)))
      return { counters: ofDevice, lane: { key: device, isKnown: true } }
    const ofUser = user === '' ? [] : [pairCounter(user, address)]
    const counters = [...ofUser, addressCounter(address)]
    return { counters, lane: { key: networkOf(address), isKnown: false } }
  }

  return async (
    context: RouteContext,
    { user: name, password }: { user: string; password: string },
  ): Promise<SignInResult> => {
    const { peer, request, requestId } = context
    const { address } = peer
    const user = isUserName(name) ? name : ''
    context.attemptedUser = user
    const operation = { requestId, user, role: '', address, action: 'SignIn' }
    const { counters, lane } = await limitsOf(user, context)
    try {
      if (!lane.isKnown) await attempts.check(counters)
      const found = await run(lane, async () => {
        const attempt = await attempts.begin(counters)
        const result = await record.around(operation, () => check(name, password))
        await attempt.succeeded()
        return result
      })
      return { found, device: await devices.keep(found.user, request, peer) }
    } catch (problem) {
      const isLimit = problem instanceof Problem && problem.status === 429
      const key = isLimit && problem.codeDesc === 'TooManyAttempts' ? `${user} ${lane.key}` : ''
      if (isLimit && recentlyRecorded.get(key)) context.isRefusalRecorded = true
      else if (isLimit) recentlyRecorded.set(key, true)
      throw problem
    }
  }
}
