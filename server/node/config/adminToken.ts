import fs from 'node:fs'
import path from 'node:path'
import { randomText } from './cloudKeys'
import { ConfigError } from './configError'

/**
 * Returns the bearer token of the simulation's administration. It is generated once and stored
 * beside the keys, readable only by the owner, because any program on this machine can connect to
 * the port.
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
