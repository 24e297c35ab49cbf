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

function readStored(file: string): Keys | undefined {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    const { value } = check(keys, JSON.parse(text))
    if (value) return value
  } catch {
    // Fall through to the common message.
  }
  throw new ConfigError(
    `${file} does not hold secretId and secretKey; delete it to generate new ones.`,
  )
}

/**
 * Credentials of the simulation: from the environment, or generated once and stored readable by the
 * owner only. `file` is the path of stored ones.
 */
export function cloudKeys({ data, cloud }: Config): Keys & { file?: string } {
  const { secretId, secretKey } = cloud
  if (secretId !== undefined && secretKey !== undefined) return { secretId, secretKey }
  const file = fileIn(data)
  const stored = readStored(file)
  if (stored) return { ...stored, file }
  const generated = { secretId: `AKID${randomText(32)}`, secretKey: randomText(32) }
  fs.writeFileSync(file, `${JSON.stringify(generated, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return { ...generated, file }
}
