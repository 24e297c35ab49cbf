import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { noPasswordProblem } from '../../proxy/auth/credentials'
import { networkOf } from '../../proxy/auth/limits/network'
import { Problem } from '../../proxy/http/problem'
import type { Passwords } from '../../proxy/ports'
import type { Store } from '../../store/open'
import type { Config } from '../config/config'
import { ConfigError } from '../config/configError'
import { auditLocally } from './localAudit'

/** Throws if the configured folder has no database, because opening the store would create one. */
export function requireDatabase({ data, databaseUrl }: Pick<Config, 'data' | 'databaseUrl'>): void {
  if (databaseUrl !== undefined || fs.existsSync(path.join(data, 'gantry.db'))) return
  throw new ConfigError(
    `There is no database in ${data}; set GANTRY_DATA to the folder that the console uses.`,
  )
}

/**
 * Forgets the failed sign-ins of a user, of an address, or all; returns a message. Running consoles
 * apply the change within a second.
 */
export async function unlockSignIns(
  store: Store,
  target: string | undefined,
  now: number,
): Promise<string> {
  const isAddress = target !== undefined && isIP(target) !== 0
  const filter = isAddress
    ? { network: networkOf(target) }
    : target === undefined
      ? {}
      : { user: target }
  const change = { action: 'Unlock', target: target ?? '', params: {} }
  const count = await auditLocally(store, now, change, () => store.failureCounts.forget(filter))
  const subject = target === undefined ? 'all users and addresses' : target
  return count === 0
    ? `There are no failed sign-ins of ${subject}.`
    : `Cleared the failed sign-ins of ${subject}. The next sign-in is not delayed.`
}

/**
 * Sets a generated password, which ends all sessions of the user; returns a message with the
 * password.
 */
export async function resetPassword(
  store: Store,
  passwords: Passwords,
  name: string | undefined,
  now: number,
): Promise<string> {
  if (name === undefined) throw new ConfigError('Name the user: npm run password -- admin')
  const password = randomBytes(12).toString('base64url')
  const passwordHash = await passwords.hash(password)
  const change = { action: 'ChangeUser', target: name, params: { password: '••••••••' } }
  await auditLocally(store, now, change, async () => {
    const done = await store.users.change(name, { passwordHash }, ({ source }) => {
      if (source === 'sso') throw noPasswordProblem(name)
    })
    if (done === 'missing')
      throw new Problem(404, 'UnknownUser', `The user ${name} does not exist.`)
  })
  return `The password of ${name} is now ${password}   (shown only once). All sessions of ${name} have ended.`
}
