import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { actions } from '../../../src/contract/index'
import { check } from '../../../src/contract/rules/faults'
import { regionOf } from '../../../src/contract/rules/regions'
import { ruled } from '../../../src/contract/rules/rules'
import type { Account } from '../../proxy/ports'
import { isLoopback } from '../loopback'
import type { Environment } from './config'
import { ConfigError } from './configError'

const isEndpoint = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return `${url.username}${url.password}${url.search}${url.hash}` === ''
}

const endpoint = ruled(z.string(), [
  {
    id: 'endpoint',
    text: 'must be an http:// or https:// address without user, query and fragment',
    holds: (text) => typeof text !== 'string' || isEndpoint(text),
  },
])

const region = ruled(z.string(), [
  {
    id: 'region',
    text: 'must be a region of the API such as gz or ap-guangzhou',
    holds: (text) => typeof text !== 'string' || /^[a-z][a-z0-9-]{1,30}$/.test(text),
  },
])

const regions = ruled(z.array(region).check(z.minLength(1)), [
  {
    id: 'regionsOnce',
    text: 'must not contain a region twice',
    holds: (all) =>
      !Array.isArray(all) ||
      new Set(all.map((one) => regionOf(one)?.short ?? one)).size === all.length,
  },
])

const modules = [...new Set(Object.values(actions).map(({ host }) => host))]

const nonEmpty = () => z.string().check(z.minLength(1))

/** Source of a secret: a variable, a file relative to the accounts file, or the value itself. */
const source = ruled(
  z.strictObject({
    env: z.optional(nonEmpty()),
    file: z.optional(nonEmpty()),
    value: z.optional(nonEmpty()),
  }),
  [
    {
      id: 'oneSource',
      text: 'must have exactly one of "env", "file" and "value"',
      holds: (value) => Object.keys(value).length === 1,
    },
  ],
)

const entry = z.strictObject({
  name: nonEmpty(),
  secretId: z.union([nonEmpty(), source]),
  secretKey: source,
  /** Session token of temporary credentials. */
  token: z.optional(z.union([nonEmpty(), source])),
  signatureMethod: z._default(z.enum(['HmacSHA1', 'HmacSHA256']), 'HmacSHA256'),
  production: z._default(z.boolean(), false),
  /** Lets users limited to clusters or namespaces deploy services that control the node. */
  allowHostAccess: z.exactOptional(z.boolean()),
  regions,
  endpoints: z.optional(z.partialRecord(z.enum(modules), endpoint)),
})

const list = ruled(z.array(entry).check(z.minLength(1)), [
  {
    id: 'names',
    text: 'must not contain two accounts with the same name',
    holds: (all) => !Array.isArray(all) || new Set(all.map((one) => one?.name)).size === all.length,
  },
])

type Entry = z.output<typeof entry>

const secretLabels = { secretId: 'SecretId', secretKey: 'key', token: 'token' } as const

function secretOf(
  { name, ...entry }: Entry,
  field: keyof typeof secretLabels,
  folder: string,
  env: Environment,
): string {
  const given = entry[field]
  if (given === undefined || typeof given === 'string') return given ?? ''
  const { env: variable, file, value } = given
  if (variable !== undefined) {
    const secret = env[variable]
    if (secret) return secret
    throw new ConfigError(
      `Account ${name}: ${field} names the environment variable ${variable}; set it to the ${secretLabels[field]}.`,
    )
  }
  if (file === undefined) return value ?? ''
  let secret: string
  try {
    secret = fs.readFileSync(path.resolve(folder, file), 'utf8').trim()
  } catch {
    throw new ConfigError(
      `Account ${name}: ${field} names the file ${file}, which cannot be read; put the ${secretLabels[field]} there.`,
    )
  }
  if (secret !== '') return secret
  throw new ConfigError(
    `Account ${name}: the file ${file} is empty; put the ${secretLabels[field]} there.`,
  )
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`GANTRY_ACCOUNTS names ${file}, which cannot be read; put a file there.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    // JSON.parse's message quotes the file, which may contain keys.
    throw new ConfigError(`GANTRY_ACCOUNTS names ${file}, which is not JSON; correct it.`)
  }
}

/** Formats `0.regions` as `account 1 regions`. */
const labelOf = (path: string) =>
  path.replace(/^(\d+)\.?/, (_, index: string) => `account ${Number(index) + 1} `).trim() ||
  'the list'

/**
 * Reads the accounts file (docs/configuration.md) and its keys; throws ConfigError with every
 * fault.
 */
export function readAccounts(file: string, env: Environment): Account[] {
  const { value, faults } = check(list, readJson(file))
  if (faults) {
    const lines = faults.map((one) => `  ${labelOf(one.path)} ${one.message}`)
    throw new ConfigError(
      [`GANTRY_ACCOUNTS names ${file}, which must be corrected:`, ...lines].join('\n'),
    )
  }
  const folder = path.dirname(file)
  const errors: string[] = []
  const secret = (one: Entry, field: keyof typeof secretLabels) => {
    try {
      return secretOf(one, field, folder, env)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      errors.push(error.message)
      return ''
    }
  }
  const accounts = value.map((one): Account => {
    const { token, endpoints, ...rest } = one
    return {
      ...rest,
      secretId: secret(one, 'secretId'),
      secretKey: secret(one, 'secretKey'),
      ...(token !== undefined && { token: secret(one, 'token') }),
      ...(endpoints !== undefined && { endpoints }),
    }
  })
  if (errors.length > 0) throw new ConfigError(errors.join('\n'))
  return accounts
}

/** Names of accounts whose calls leave this machine without TLS. */
export const plainAccounts = (accounts: readonly Account[]): string[] =>
  accounts
    .filter(({ endpoints = {} }) =>
      Object.values(endpoints)
        .map((one) => new URL(one))
        .some((url) => url.protocol === 'http:' && !isLoopback(url.hostname)),
    )
    .map(({ name }) => name)
