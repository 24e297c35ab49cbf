import { randomBytes } from 'node:crypto'
import { createAuditRecorder } from '../../proxy/audit/recorder'
import { Problem } from '../../proxy/http/problem'
import { createRequestIds } from '../../proxy/http/requestId'
import type { Passwords, Store } from '../../proxy/ports'
import { log } from '../log'

const name = 'admin'

/** Another console that starts on the same store has created the user. */
class AlreadyAdded extends Problem {
  constructor() {
    super(409, 'UserExists', `The user ${name} exists already.`)
  }
}

/**
 * Ensures that an administrator can sign in, and returns a text about the password. A generated one
 * is printed once. The environment takes precedence over a password set before. Changes are
 * audited, without a user and an address.
 */
export async function ensureAdmin(
  store: Store,
  passwords: Passwords,
  configured: string | undefined,
  now: number,
): Promise<string> {
  const { users } = store
  const admin = await users.find(name)
  const hasUsers = admin !== undefined || (await users.list()).length > 0
  if (configured === undefined && hasUsers) {
    return 'unchanged (set GANTRY_ADMIN_PASSWORD to change it)'
  }
  const record = createAuditRecorder({ store, now: () => now, log })
  const newId = createRequestIds({ now: () => now, randomBytes })
  const recorded = (action: string, params: object, work: () => Promise<void>) => {
    const start = { requestId: newId(), user: '', role: '', address: '', target: name }
    const by = configured === undefined ? 'first start' : 'GANTRY_ADMIN_PASSWORD'
    return record.around({ ...start, action, params: { ...params, by } }, work)
  }

  const password = configured ?? randomBytes(12).toString('base64url')
  if (!admin) {
    const passwordHash = await passwords.hash(password)
    try {
      await recorded('AddUser', { name, role: 'admin' }, async () => {
        const isFirst = await users.add({ name, passwordHash, role: 'admin', createdAt: now })
        if (!isFirst) throw new AlreadyAdded()
      })
    } catch (error) {
      // Another console starting on the same store created the user first and prints its password.
      if (error instanceof AlreadyAdded) return ensureAdmin(store, passwords, configured, now)
      throw error
    }
    return configured ? 'as set in GANTRY_ADMIN_PASSWORD' : `${password}   (shown only this once)`
  }
  if (await passwords.verify(password, admin.passwordHash)) return 'as set in GANTRY_ADMIN_PASSWORD'
  await recorded('ChangeUser', { password: '••••••••' }, async () => {
    await users.change(name, { passwordHash: await passwords.hash(password) })
  })
  return 'changed to the one set in GANTRY_ADMIN_PASSWORD'
}
