import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Config } from './config'

export interface Keys {
  secretId: string
  secretKey: string
}

const letters = (count: number) =>
  randomBytes(count * 2)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, count)

export const keyFile = (data: string) => path.join(data, 'cloud-credentials.json')

/** Credentials of the embedded cloud: those of the environment, or a pair made once and kept for the owner alone. */
export function cloudKeys({ data, cloud }: Config): Keys {
  const { secretId, secretKey } = cloud
  if (secretId !== undefined && secretKey !== undefined) return { secretId, secretKey }
  const file = keyFile(data)
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'))
  const keys = { secretId: `AKID${letters(32)}`, secretKey: letters(32) }
  fs.writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  return keys
}
