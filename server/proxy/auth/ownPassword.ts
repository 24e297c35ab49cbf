import type { AuditRecorder } from '../audit/recorder'
import { readFields, textField } from '../http/body'
import { invalid } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { newPassword, noPassword } from './credentials'
import type { Attempts } from './failedSignIns'
import type { Sessions } from './sessions'

const wrongPassword = () =>
  invalid([{ path: 'old', rule: 'wrongPassword', message: 'is not the present password' }])

/**
 * POST /api/password {"old", "password"}: everybody sets their own, and proves it by the old one. All
 * other sessions end; this one goes on under a new id, which is what is answered.
 */
export function createOwnPassword(
  { store, passwords }: ProxyPorts,
  sessions: Sessions,
  attempts: Attempts,
  record: AuditRecorder,
) {
  return async ({ request, peer, requestId }: RouteContext): Promise<string> => {
    const person = await sessions.person(request, peer)
    const fields = await readFields(request, ['old', 'password'])
    const old = textField(fields, 'old')
    const password = newPassword(fields)
    const attempt = await attempts.begin(person.user, peer.address, requestId)
    const { address } = peer
    const operation = {
      ...person,
      requestId,
      address,
      action: 'ChangeOwnPassword',
      target: person.user,
    }
    const passwordHash = await record.around(operation, async () => {
      const user = await store.users.find(person.user)
      if (!user || user.source === 'sso') throw noPassword(person.user)
      if (!(await passwords.verify(old, user.passwordHash))) throw wrongPassword()
      const hash = await passwords.hash(password)
      await store.users.change(person.user, { passwordHash: hash }, (present) => {
        // An administrator may have set another while this one was hashed.
        if (present.passwordHash !== user.passwordHash) throw wrongPassword()
      })
      return hash
    })
    await attempt.succeeded()
    return sessions.begin({ ...person, passwordHash }, request, peer)
  }
}
