import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import { check } from '../../../src/contract/rules/faults'
import { regionOf } from '../../../src/contract/rules/regions'
import { withRules } from '../../../src/contract/rules/rules'
import type { Account } from '../../proxy/ports'
import { isLoopback } from '../loopback'
import { backend } from './backendEntry'
import type { Environment } from './config'
import { ConfigError } from './configError'

const isEndpoint = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return `${url.username}${url.password}${url.search}${url.hash}` === ''
}

const endpoint = withRules(z.string(), [
  {
    id: 'endpoint',
    text: 'must be an http:// or https:// address without user, query and fragment',
    holds: (text) => typeof text !== 'string' || isEndpoint(text),
  },
])

const region = withRules(z.string(), [
  {
    id: 'region',
    text: 'must be a region of the API such as gz or ap-guangzhou',
    holds: (text) => typeof text !== 'string' || /^[a-z][a-z0-9-]{1,30}$/.test(text),
  },
])

const regions = withRules(z.array(region).check(z.minLength(1)), [
  {
    id: 'regionsOnce',
    text: 'must not contain a region twice',
    holds: (all) =>
      !Array.isArray(all) ||
      new Set(all.map((value) => regionOf(value)?.short ?? value)).size === all.length,
  },
])

const modules = [...new Set(Object.values(actions).map(({ host }) => host))]

const nonEmpty = () => z.string().check(z.minLength(1))

/** Source of a secret: a variable, a file relative to the accounts file, or the value itself. */
const secretSource = withRules(
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
  secretId: z.union([nonEmpty(), secretSource]),
  secretKey: secretSource,
  /** Session token of temporary credentials. */
  token: z.optional(z.union([nonEmpty(), secretSource])),
  signatureMethod: z._default(z.enum(['HmacSHA1', 'HmacSHA256']), 'HmacSHA256'),
  production: z._default(z.boolean(), false),
  /** Lets users limited to clusters or namespaces deploy services that control the node. */
  allowHostAccess: z.exactOptional(z.boolean()),
  regions,
  endpoints: z.optional(z.partialRecord(z.enum(modules), endpoint)),
})

/**
 * An account that a backend of this process answers; clients of the endpoint sign with its keys.
 */
const backendEntry = withRules(
  z.strictObject({
    name: nonEmpty(),
    secretId: z.optional(z.union([nonEmpty(), secretSource])),
    secretKey: z.optional(secretSource),
    production: z._default(z.boolean(), false),
    allowHostAccess: z.exactOptional(z.boolean()),
    backend,
  }),
  [
    {
      id: 'bothKeys',
      text: 'must have both secretId and secretKey, or neither',
      holds: ({ secretId, secretKey }) => (secretId === undefined) === (secretKey === undefined),
    },
  ],
)

const accountsSchema = withRules(z.array(z.unknown()).check(z.minLength(1)), [
  {
    id: 'names',
    text: 'must not contain two accounts with the same name',
    holds: (all) => {
      const names = Array.isArray(all) ? all.map((item) => (isFields(item) ? item.name : item)) : []
      return new Set(names).size === names.length
    },
  },
])

type Entry = z.output<typeof entry>
type BackendEntry = z.output<typeof backendEntry>

/** An account in the file that a backend answers; without keys if they are to be generated. */
export interface BackendAccountEntry extends Omit<BackendEntry, 'secretId' | 'secretKey'> {
  keys?: { secretId: string; secretKey: string }
}

type WithSecrets = {
  name: string
} & { [F in keyof typeof secretLabels]?: Entry[F] | undefined }

const secretLabels = { secretId: 'SecretId', secretKey: 'key', token: 'token' } as const

function secretOf(
  { name, ...entry }: WithSecrets,
  field: keyof typeof secretLabels,
  folder: string,
  env: Environment,
): string {
  const configuredSecret = entry[field]
  if (configuredSecret === undefined || typeof configuredSecret === 'string')
    return configuredSecret ?? ''
  const { env: variable, file, value } = configuredSecret
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
    // The message of JSON.parse is omitted: it quotes the file, which may contain keys.
    throw new ConfigError(`GANTRY_ACCOUNTS names ${file}, which is not JSON; correct it.`)
  }
}

/** Formats `0.regions` as `account 1 regions`. */
const labelOf = (path: string) =>
  path.replace(/^(\d+)\.?/, (_, index: string) => `account ${Number(index) + 1} `).trim() ||
  'the list'

const isBackendEntry = (raw: unknown): boolean => isFields(raw) && 'backend' in raw

/** Returns the entries of the file by kind; throws ConfigError with all faults. */
function entriesOf(file: string): { remote: Entry[]; own: BackendEntry[] } {
  const checked = check(accountsSchema, readJson(file))
  const lines = (checked.faults ?? []).map((fault) => `  ${labelOf(fault.path)} ${fault.message}`)
  const remote: Entry[] = []
  const backendEntries: BackendEntry[] = []
  for (const [index, raw] of (checked.value ?? []).entries()) {
    const read = isBackendEntry(raw) ? check(backendEntry, raw) : check(entry, raw)
    for (const { path: at, message } of read.faults ?? []) {
      lines.push(`  ${labelOf(`${index}.${at}`)} ${message}`)
    }
    if (read.value && 'backend' in read.value) backendEntries.push(read.value)
    else if (read.value) remote.push(read.value)
  }
  if (lines.length === 0) return { remote, own: backendEntries }
  throw new ConfigError(
    [`GANTRY_ACCOUNTS names ${file}, which must be corrected:`, ...lines].join('\n'),
  )
}

/** Reads both kinds of accounts in the accounts file (docs/configuration.md), with their keys. */
export function readAccountsFile(
  file: string,
  env: Environment,
): { remote: Account[]; own: BackendAccountEntry[] } {
  const entries = entriesOf(file)
  const folder = path.dirname(file)
  const errors: string[] = []
  const secret = (source: WithSecrets, field: keyof typeof secretLabels) => {
    try {
      return secretOf(source, field, folder, env)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      errors.push(error.message)
      return ''
    }
  }
  const remote = entries.remote.map((item): Account => {
    const { token, endpoints, ...rest } = item
    return {
      ...rest,
      secretId: secret(item, 'secretId'),
      secretKey: secret(item, 'secretKey'),
      ...(token !== undefined && { token: secret(item, 'token') }),
      ...(endpoints !== undefined && { endpoints }),
    }
  })
  const backendAccounts = entries.own.map((item): BackendAccountEntry => {
    const { secretId, secretKey: _secretKey, ...rest } = item
    if (secretId === undefined) return rest
    const keys = { secretId: secret(item, 'secretId'), secretKey: secret(item, 'secretKey') }
    return { ...rest, keys }
  })
  const ids = backendAccounts.flatMap(({ keys }) => (keys ? [keys.secretId] : []))
  if (new Set(ids).size < ids.length) {
    errors.push(
      `GANTRY_ACCOUNTS names ${file}, where two accounts with a backend have one secretId.`,
    )
  }
  if (backendAccounts.filter((account) => account.backend.simulation).length > 1) {
    errors.push(`GANTRY_ACCOUNTS names ${file}, which has two simulations; a console runs one.`)
  }
  if (errors.length > 0) throw new ConfigError(errors.join('\n'))
  return { remote, own: backendAccounts }
}

/** Returns the names of accounts whose calls leave this machine without TLS. */
export const accountsWithoutTls = (accounts: readonly Account[]): string[] =>
  accounts
    .filter(({ endpoints = {} }) =>
      Object.values(endpoints)
        .map((item) => new URL(item))
        .some((url) => url.protocol === 'http:' && !isLoopback(url.hostname)),
    )
    .map(({ name }) => name)
