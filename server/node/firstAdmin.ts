import { randomBytes } from 'node:crypto'
import type { Passwords, Store } from '../proxy/ports'

const name = 'admin'

/**
 * Makes sure that somebody can sign in. Says in words which password holds; a generated one is told
 * once. The environment wins over a password that was set before.
 */
export async function ensureAdmin(
  { users }: Pick<Store, 'users'>,
  passwords: Passwords,
  wanted: string | undefined,
  now: number,
): Promise<string> {
  const admin = await users.find(name)
  if (!admin) {
    const password = wanted ?? randomBytes(12).toString('base64url')
    const passwordHash = await passwords.hash(password)
    await users.add({ name, passwordHash, role: 'admin', createdAt: now })
    return wanted === undefined
      ? `${password}   (generated, and shown only this once)`
      : 'that of GANTRY_ADMIN_PASSWORD'
  }
  if (wanted === undefined) return 'as it was set before'
  if (!(await passwords.verify(wanted, admin.passwordHash))) {
    await users.change(name, { passwordHash: await passwords.hash(wanted) })
  }
  return 'that of GANTRY_ADMIN_PASSWORD'
}
