import { randomBytes } from 'node:crypto'
import { Problem } from '../../proxy/http/problem'
import type { Passwords, Store } from '../../proxy/ports'
import { auditLocally } from './localAudit'

const name = 'admin'

/** Printed if the variable has set the password. */
export const passwordSetText = 'as set in GANTRY_ADMIN_PASSWORD'
const ignored =
  'unchanged; GANTRY_ADMIN_PASSWORD is ignored, because it applies to the first start only'

/** Another console that starts on the same store has created the user. */
class AlreadyAdded extends Problem {
  constructor() {
    super(409, 'UserExists', `The user ${name} already exists.`)
  }
}

/**
 * Adds the first administrator to a store without users, and returns a message about the password.
 * A generated password is printed only once. Later starts change nothing, because a restart must
 * not undo an administrator's decisions. The audit entry has no user and no address.
 */
export async function ensureAdmin(
  store: Store,
  passwords: Passwords,
  configured: string | undefined,
  now: number,
): Promise<string> {
  const { users } = store
  const unchanged = configured === undefined ? 'unchanged' : ignored
  if ((await users.list()).length > 0) return unchanged
  const password = configured ?? randomBytes(12).toString('base64url')
  const passwordHash = await passwords.hash(password)
  const by = configured === undefined ? 'first start' : 'GANTRY_ADMIN_PASSWORD'
  const change = { action: 'AddUser', target: name, params: { name, role: 'admin', by } }
  try {
    await auditLocally(store, now, change, async () => {
      const isFirst = await users.add({ name, passwordHash, role: 'admin', createdAt: now })
      if (!isFirst) throw new AlreadyAdded()
    })
  } catch (error) {
    // Another console starting on the same store created the user first and prints its password.
    if (error instanceof AlreadyAdded) return unchanged
    throw error
  }
  return configured === undefined ? `${password}   (shown only once)` : passwordSetText
}
