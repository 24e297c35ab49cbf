import { randomBytes } from 'node:crypto'
import type { Passwords, Store } from '../../proxy/ports'

const name = 'admin'

/**
 * Ensures that an administrator can sign in, and returns a text about the password. A generated one
 * is printed once. The environment takes precedence over a password set before.
 */
export async function ensureAdmin(
  { users }: Pick<Store, 'users'>,
  passwords: Passwords,
  configured: string | undefined,
  now: number,
): Promise<string> {
  const admin = await users.find(name)
  const hasUsers = admin !== undefined || (await users.list()).length > 0
  if (configured === undefined && hasUsers) {
    return 'unchanged (set GANTRY_ADMIN_PASSWORD to change it)'
  }
  const password = configured ?? randomBytes(12).toString('base64url')
  if (!admin) {
    const passwordHash = await passwords.hash(password)
    const isFirst = await users.add({ name, passwordHash, role: 'admin', createdAt: now })
    // Another console starting on the same store created the user first and prints its password.
    if (!isFirst) return ensureAdmin({ users }, passwords, configured, now)
    return configured ? 'as set in GANTRY_ADMIN_PASSWORD' : `${password}   (shown only this once)`
  }
  if (await passwords.verify(password, admin.passwordHash)) return 'as set in GANTRY_ADMIN_PASSWORD'
  await users.change(name, { passwordHash: await passwords.hash(password) })
  return 'changed to the one set in GANTRY_ADMIN_PASSWORD'
}
