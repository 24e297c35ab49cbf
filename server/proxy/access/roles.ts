import { Problem } from '../http/problem'
import type { Principal } from './principal'

export function requireAdmin({ user, role }: Principal): void {
  if (role === 'admin') return
  throw new Problem(403, 'Forbidden', `This requires the role admin. ${user} has the role ${role}.`)
}

const readOnly = (why: string) => new Problem(403, 'ReadOnly', why)

/** Throws 403 for users who may only read; changes to the console itself count as writes. */
export function requireWriter({ user, role, isReadOnly }: Principal, action: string): void {
  if (role === 'viewer') {
    throw readOnly(
      `${user} has the role viewer, which is read-only. ${action} requires the role operator or admin.`,
    )
  }
  if (isReadOnly)
    throw readOnly(`The access of ${user} is read-only. An administrator can change this.`)
}
