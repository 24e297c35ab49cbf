import fs from 'node:fs'
import path from 'node:path'
import { randomText } from './cloudKeys'
import { ConfigError } from './configError'

/**
 * What shows that somebody may administer the embedded cloud's world: made once, kept beside its keys
 * for the owner's eyes alone, since any program of this machine can reach the port.
 */
export function adminToken(data: string): { token: string; file: string } {
  const file = path.join(data, 'cloud-admin-token')
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, `${randomText(40)}\n`, { mode: 0o600, flag: 'wx' })
  }
  const token = fs.readFileSync(file, 'utf8').trim()
  if (token) return { token, file }
  throw new ConfigError(`${file} is empty; delete it to generate a new token.`)
}
