import { randomInt } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { check } from '../../../src/contract/rules/faults'
import type { Config } from './config'
import { ConfigError } from './configError'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const randomText = (count: number) =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')

const keys = z.object({
  secretId: z.string().check(z.minLength(1)),
  secretKey: z.string().check(z.minLength(1)),
})

export type Keys = z.output<typeof keys>

const fileIn = (data: string) => path.join(data, 'cloud-keys.json')
const accountsFileIn = (data: string) => path.join(data, 'account-keys.json')

function readStored<S extends z.core.$ZodType>(file: string, schema: S): z.output<S> | undefined {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    const { value } = check(schema, JSON.parse(text))
    if (value !== undefined) return value
  } catch {
    // A malformed file gets the same message as a missing key.
  }
  throw new ConfigError(
    `${file} does not hold secretId and secretKey; delete it to generate new ones.`,
  )
}

const newKeys = (): Keys => ({ secretId: `AKID${randomText(32)}`, secretKey: randomText(32) })

/**
 * Returns the credentials of the simulation: from the environment, or generated once and stored,
 * readable only by the owner. `file` is the path of stored ones.
 */
export function cloudKeys({ data, cloud }: Config): Keys & { file?: string } {
  const { secretId, secretKey } = cloud
  if (secretId !== undefined && secretKey !== undefined) return { secretId, secretKey }
  const file = fileIn(data)
  const stored = readStored(file, keys)
  if (stored) return { ...stored, file }
  const generated = newKeys()
  fs.writeFileSync(file, `${JSON.stringify(generated, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return { ...generated, file }
}

/**
 * Returns the credentials of an account that has none in the accounts file: generated once and
 * stored under the account's name.
 */
export function accountKeys(data: string, name: string): Keys & { file: string } {
  const file = accountsFileIn(data)
  const stored = readStored(file, z.record(z.string(), keys)) ?? {}
  const accountKeyPair = stored[name] ?? newKeys()
  if (!stored[name]) {
    const newContent = `${JSON.stringify({ ...stored, [name]: accountKeyPair }, null, 2)}\n`
    fs.writeFileSync(`${file}.new`, newContent, { mode: 0o600 })
    fs.renameSync(`${file}.new`, file)
  }
  return { ...accountKeyPair, file }
}
