import { Problem } from '../http/problem'
import type { Principal } from './principal'
import { isEmptyScope } from './scope'

/** An administrator whose scope reaches nothing cannot see the users and the audit log either. */
export function requireAdmin({ user, role, scope }: Principal): void {
  if (role !== 'admin') {
    const refusalText = `This requires the role admin. ${user} has the role ${role}.`
    throw new Problem(403, 'Forbidden', refusalText)
  }
  if (isEmptyScope(scope)) {
    const refusalText = `${user} has no scope yet. Another administrator can grant one.`
    throw new Problem(403, 'OutOfScope', refusalText)
  }
}

const readOnlyUser = (why: string) => new Problem(403, 'ReadOnly', why)

/** Throws 403 for users who may only read; changes to the console itself count as writes. */
export function requireWriter({ user, role, isReadOnly }: Principal, action: string): void {
  if (role === 'viewer') {
    throw readOnlyUser(
      `${user} has the role viewer, which is read-only. ${action} requires the role operator or admin.`,
    )
  }
  if (isReadOnly)
    throw readOnlyUser(`The access of ${user} is read-only. An administrator can change this.`)
}
