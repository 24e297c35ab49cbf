import type { Principal } from '../access/principal'
import type { AuditRecorder } from '../audit/recorder'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { isUserName } from './credentials'
import type { Attempts } from './failedSignIns'
import { wrongPassword } from './sessions'

/** The user, and the hash that the password was verified against. */
interface LetIn extends Principal {
  passwordHash: string
}

/** Longer passwords cannot be correct; hashing them would waste time. */
const maxPasswordLength = 1024
/**
 * Verifies user and password of POST /api/session. An unknown user takes as long as a wrong
 * password. Throws 401, or 429 after too many failures; attempts are recorded.
 */
export function createSignIn(
  { passwords, store }: ProxyPorts,
  attempts: Attempts,
  record: Pick<AuditRecorder, 'around'>,
) {
  async function check(name: string, password: string): Promise<LetIn> {
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

  return async (
    context: RouteContext,
    { user: name, password }: { user: string; password: string },
  ): Promise<LetIn> => {
    const user = isUserName(name) ? name : ''
    context.attemptedUser = user
    const { address } = context.peer
    const { requestId } = context
    const attempt = await attempts.begin(name, address, requestId)
    const operation = { requestId, user, role: '', address, action: 'SignIn' }
    const found = await record.around(operation, () => check(name, password))
    await attempt.succeeded()
    return found
  }
}
