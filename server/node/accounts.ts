import fs from 'node:fs'
import * as z from 'zod/mini'
import { check } from '../../src/contract/faults'
import { regionOf } from '../../src/contract/regions'
import type { Account } from '../proxy/ports'
import { ConfigError } from './config'

const url = z.string().check(z.regex(/^https?:\/\/[^\s]+$/))

const account = z.strictObject({
  name: z.string().check(z.minLength(1)),
  secretId: z.string().check(z.minLength(1)),
  secretKey: z.strictObject({
    env: z.optional(z.string()),
    file: z.optional(z.string()),
    value: z.optional(z.string()),
  }),
  /** Of temporary credentials. */
  token: z.optional(z.string()),
  signatureMethod: z._default(z.enum(['HmacSHA1', 'HmacSHA256']), 'HmacSHA256'),
  production: z._default(z.boolean(), false),
  regions: z.array(z.string()).check(z.minLength(1)),
  /** Left out altogether: the vendor's public hosts. */
  endpoints: z.optional(
    z.strictObject({
      ccs: z.optional(url),
      ccr: z.optional(url),
      monitor: z.optional(url),
      cvm: z.optional(url),
      vpc: z.optional(url),
      dfw: z.optional(url),
      cbs: z.optional(url),
      account: z.optional(url),
    }),
  ),
})

type Entry = z.output<typeof account>
type Environment = Readonly<Record<string, string | undefined>>

const modules = ['ccs', 'ccr', 'monitor', 'cvm', 'vpc', 'dfw', 'cbs', 'account'] as const

const publicHosts = Object.fromEntries(
  modules.map((module) => [module, `https://${module}.api.qcloud.com/v2/index.php`]),
)

function keyOf({ name, secretKey }: Entry, env: Environment): string {
  const sources = Object.entries(secretKey).filter(([, value]) => value !== undefined)
  if (sources.length !== 1) {
    throw new ConfigError(
      `Account ${name}: secretKey needs exactly one of "env", "file" and "value".`,
    )
  }
  if (secretKey.env !== undefined) {
    const value = env[secretKey.env]
    if (value) return value
    throw new ConfigError(
      `Account ${name}: secretKey names the environment variable ${secretKey.env}, which is not set.`,
    )
  }
  if (secretKey.file !== undefined) {
    try {
      return fs.readFileSync(secretKey.file, 'utf8').trim()
    } catch {
      throw new ConfigError(
        `Account ${name}: secretKey names the file ${secretKey.file}, which cannot be read.`,
      )
    }
  }
  return secretKey.value ?? ''
}

function accountOf(entry: Entry, env: Environment): Account {
  const { secretKey: _source, endpoints, token, ...rest } = entry
  const unknown = entry.regions.find((region) => regionOf(region) === undefined)
  if (unknown !== undefined) {
    throw new ConfigError(
      `Account ${entry.name}: ${unknown} is no region of the API; write e.g. gz, sh, bj.`,
    )
  }
  const given = Object.entries(endpoints ?? publicHosts).filter(([, one]) => one !== undefined)
  return {
    ...rest,
    secretKey: keyOf(entry, env),
    ...(token !== undefined && { token }),
    endpoints: Object.fromEntries(given),
  }
}

function parse(file: string): unknown {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`GANTRY_ACCOUNTS names ${file}, which cannot be read.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError(`GANTRY_ACCOUNTS names ${file}, which is not JSON.`)
  }
}

/** Accounts of a file (README: Configuration), with their keys; throws ConfigError. */
export function readAccounts(file: string, env: Environment): Account[] {
  const { value, faults } = check(z.array(account).check(z.minLength(1)), parse(file))
  if (faults) {
    const words = faults.map(({ path, message }) => `${path || 'the list'} ${message}`)
    throw new ConfigError(`${file}: ${words.join('; ')}.`)
  }
  const names = value.map((one) => one.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new ConfigError(`${file}: two accounts are named ${twice}.`)
  return value.map((entry) => accountOf(entry, env))
}

/** Accounts whose requests travel without TLS to another machine. */
export const plainAccounts = (accounts: readonly Account[]): string[] =>
  accounts
    .filter((one) =>
      Object.values(one.endpoints).some(
        (endpoint) =>
          endpoint.startsWith('http:') &&
          !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname),
      ),
    )
    .map((one) => one.name)
