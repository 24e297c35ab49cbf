import { changePassword } from '../../../src/contract/console/session'
import { createSwitches } from '../access/readOnlySwitches'
import type { AuditRecorder } from '../audit/recorder'
import { readBody } from '../http/body'
import { invalid } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { noPasswordProblem } from './credentials'
import type { Attempts } from './failedSignIns'
import { ownPasswordCounter } from './limits/counters'
import type { PasswordQueue } from './limits/passwordQueue'
import { requireStrongPassword } from './newPassword'
import type { Sessions } from './session/sessions'

const wrongPassword = () =>
  invalid([
    { path: 'currentPassword', rule: 'wrongPassword', message: 'is not the current password' },
  ])

/**
 * POST /api/password: sets a new password for a user who enters the current one. Ends the user's
 * other sessions; this session continues under a new ID, and the response sets its cookie.
 */
export function createOwnPassword(
  ports: ProxyPorts,
  { run, unbounded: passwords }: PasswordQueue,
  sessions: Sessions,
  attempts: Attempts,
  record: AuditRecorder,
) {
  const { store } = ports
  const switches = createSwitches(ports)
  return async (context: RouteContext): Promise<string> => {
    const { request, peer, requestId } = context
    const principal = await sessions.principal(request, peer)
    const { currentPassword, password } = await readBody(context, changePassword)
    await requireStrongPassword(passwords, principal.user, password, currentPassword)
    const { address } = peer
    const operation = {
      ...principal,
      requestId,
      address,
      action: 'ChangeOwnPassword',
      target: principal.user,
    }
    await record.unlessRefused(operation, () =>
      switches.requireWritable(undefined, operation.action),
    )
    const changeStoredPassword = async () => {
      const user = await store.users.find(principal.user)
      if (!user || user.source === 'sso') throw noPasswordProblem(principal.user)
      if (!(await passwords.verify(currentPassword, user.passwordHash))) throw wrongPassword()
      const hash = await passwords.hash(password)
      await store.users.change(principal.user, { passwordHash: hash }, (current) => {
        // An administrator may have set another password while this request was hashing one.
        if (current.passwordHash !== user.passwordHash) throw wrongPassword()
      })
      return hash
    }
    const counters = [ownPasswordCounter(principal.user)]
    await attempts.check(counters)
    const passwordHash = await run({ key: principal.user, isKnown: true }, async () => {
      const attempt = await attempts.begin(counters)
      const hash = await record.around(operation, changeStoredPassword)
      await attempt.succeeded()
      return hash
    })
    return sessions.renew({ ...principal, passwordHash }, request, peer)
  }
}
