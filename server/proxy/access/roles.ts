import { Problem } from '../http/problem'
import type { Person } from './person'

export function requireAdmin({ user, role }: Person): void {
  if (role === 'admin') return
  throw new Problem(403, 'Forbidden', `This needs the role admin; ${user} has the role ${role}.`)
}

const readOnly = (why: string) => new Problem(403, 'ReadOnly', why)

/** 403 for who may look but not change; a change of the console itself is one too. */
export function requireWriter({ user, role, isReadOnly }: Person, action: string): void {
  if (role === 'viewer') {
    throw readOnly(
      `${user} has the role viewer, which may look but not change anything. ${action} needs the role operator or admin.`,
    )
  }
  if (isReadOnly)
    throw readOnly(`${user} may look but not change anything. An administrator can change that.`)
}
