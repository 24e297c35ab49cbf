import path from 'node:path'
import * as z from 'zod/mini'
import { passwordLength } from '../../../src/contract/console/declare/values'
import { createTrustedMatcher } from '../http/forwarded'
import { isLoopback } from '../loopback'
import {
  numberVariable,
  portVariable,
  requireBoth,
  splitList,
  textVariable,
  variable,
} from './variable'

type RevealRole = 'admin' | 'operator'

const revealRoles = variable<RevealRole[], RevealRole[]>(
  ['admin'],
  'admin, or admin and operator separated by a comma, or none',
  (value) => {
    const list = value === 'none' ? [] : splitList(value)
    const validRoles = list.flatMap((item): RevealRole[] =>
      item === 'admin' || item === 'operator' ? [item] : [],
    )
    return validRoles.length === list.length ? validRoles : undefined
  },
)

export const worlds = ['demo', 'empty', 'large'] as const

const host = () =>
  variable('127.0.0.1', 'an address or a name, without port', (value) => {
    const unbracketed = value.replace(/^\[(.*)\]$/, '$1')
    return /[\s/@]|^[^:]+:\d*$/.test(unbracketed) ? undefined : unbracketed
  })

const rate = <F extends number | undefined>(fallback: F) =>
  numberVariable(fallback, { min: 1, max: 1_000_000 }, 'requests per second')

const publicUrl = variable(
  undefined,
  'an address such as https://gantry.example.com, without a path',
  (value, report) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url && `${url.username}${url.password}${url.hash}` !== '') {
      // The value is not quoted, because it may contain a password.
      return report(
        'must be an address such as https://gantry.example.com, without user, password and fragment',
      )
    }
    const isPlain = url && /^https?:$/.test(url.protocol) && url.pathname === '/'
    return isPlain && url.search === '' ? url : undefined
  },
)

const trustedProxies = variable<string[], string[]>(
  [],
  'addresses and ranges such as 10.0.0.5, 10.1.0.0/16',
  (value, report) => {
    const list = splitList(value)
    const unlimited = list.find((candidate) => /\/0+$/.test(candidate))
    if (unlimited !== undefined) {
      return report(
        `contains ${unlimited}, which is every address; set it to the proxies' addresses`,
      )
    }
    return list.length > 0 && createTrustedMatcher(list) ? list : undefined
  },
)

const allowPlainHttp = variable(
  false,
  '1, or leave it unset to require TLS',
  (value) => ({ '0': false, '1': true })[value],
)

const databaseUrl = variable(
  undefined,
  'of the form postgres://user@host/database; leave it unset to use a file in GANTRY_DATA',
  (value) => (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value) ? value : undefined),
  { isSecret: true },
)

/** Sign-in refuses longer passwords. */
const adminPassword = variable(
  undefined,
  `at most ${passwordLength.maximum} characters long`,
  (value) => (value.length <= passwordLength.maximum ? value : undefined),
  { isSecret: true },
)

const auditDays = variable(
  undefined,
  'a whole number of days from 1 to 36500; leave it unset to keep all entries',
  (value) =>
    /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 36_500
      ? Number(value)
      : undefined,
)

const world = variable('demo' as const, `one of ${worlds.join(', ')}`, (value) =>
  worlds.find((candidate) => candidate === value),
)

const speed = variable(1, 'a number above 0 and at most 10000', (value) =>
  Number(value) > 0 && Number(value) <= 10_000 ? Number(value) : undefined,
)

/** Variables that are valid only in pairs. */
const variablePairs = [
  ['GANTRY_TLS_CERT', 'GANTRY_TLS_KEY'],
  ['GANTRY_CLOUD_TLS_CERT', 'GANTRY_CLOUD_TLS_KEY'],
  ['GANTRY_CLOUD_SECRET_ID', 'GANTRY_CLOUD_SECRET_KEY'],
] as const

/** Listeners that other machines may reach only over TLS or through a trusted proxy. */
const listeners = [
  {
    name: 'GANTRY_HOST',
    cert: 'GANTRY_TLS_CERT',
    key: 'GANTRY_TLS_KEY',
    exposed: 'passwords',
  },
  {
    name: 'GANTRY_CLOUD_HOST',
    cert: 'GANTRY_CLOUD_TLS_CERT',
    key: 'GANTRY_CLOUD_TLS_KEY',
    exposed: 'calls and their answers',
  },
] as const

/** The console's environment variables (docs/configuration.md), except those of single sign-on. */
export const environment = z
  .object({
    GANTRY_HOST: host(),
    GANTRY_PORT: portVariable(8080),
    GANTRY_PUBLIC_URL: publicUrl,
    GANTRY_ALLOW_PLAIN_HTTP: allowPlainHttp,
    GANTRY_TLS_CERT: textVariable(),
    GANTRY_TLS_KEY: textVariable(),
    GANTRY_TRUSTED_PROXIES: trustedProxies,
    GANTRY_SESSION_RATE: rate(100),
    GANTRY_USER_RATE: rate(undefined),
    GANTRY_ACCOUNT_RATE: rate(1000),
    GANTRY_REGION_RATE: rate(undefined),
    GANTRY_INVENTORY_RATE: numberVariable(5, { min: 0, max: 1_000 }, 'calls per second'),
    GANTRY_AUDIT_DAYS: auditDays,
    GANTRY_AUDIT_EXPORTS: variable(undefined, 'a folder', (value) => path.resolve(value)),
    GANTRY_SESSION_IDLE_MINUTES: numberVariable(720, { min: 1, max: 43_200 }, 'minutes'),
    GANTRY_SESSION_LIFETIME_HOURS: numberVariable(168, { min: 1, max: 8_760 }, 'hours'),
    GANTRY_SESSIONS_PER_USER: numberVariable(20, { min: 1, max: 1_000 }, 'sessions'),
    GANTRY_REVEAL_ROLES: revealRoles,
    GANTRY_DATA: variable(path.resolve('data'), 'a folder', (value) => path.resolve(value)),
    GANTRY_DATABASE_URL: databaseUrl,
    GANTRY_ADMIN_PASSWORD: adminPassword,
    GANTRY_ACCOUNTS: textVariable(),
    GANTRY_KUBECONFIG: textVariable(),
    GANTRY_CLOUD_HOST: host(),
    GANTRY_CLOUD_PORT: portVariable(8081),
    GANTRY_CLOUD_ADMIN_PORT: portVariable(8082),
    GANTRY_CLOUD_TLS_CERT: textVariable(),
    GANTRY_CLOUD_TLS_KEY: textVariable(),
    GANTRY_CLOUD_SECRET_ID: textVariable(),
    GANTRY_CLOUD_SECRET_KEY: textVariable(),
    GANTRY_CLOUD_WORLD: world,
    GANTRY_CLOUD_SPEED: speed,
  })
  .check(({ value, issues }) => {
    const report = (message: string) => {
      issues.push({ code: 'custom', input: undefined, message })
    }
    for (const [first, second] of variablePairs) {
      requireBoth({ [first]: value[first], [second]: value[second] }, first, second, report)
    }
    if (value.GANTRY_KUBECONFIG !== undefined && value.GANTRY_ACCOUNTS !== undefined) {
      report('GANTRY_KUBECONFIG and GANTRY_ACCOUNTS exclude each other; set one of them.')
    }
    for (const { name, cert, key, exposed } of listeners) {
      const isProtected =
        value.GANTRY_ALLOW_PLAIN_HTTP ||
        value[cert] !== undefined ||
        value.GANTRY_TRUSTED_PROXIES.length > 0
      if (isLoopback(value[name]) || isProtected) continue
      report(
        `${name} is "${value[name]}", which other machines can reach, but Gantry would serve plain HTTP and ${exposed} could be intercepted. ` +
          `Keep 127.0.0.1 behind a proxy that terminates TLS, set ${cert} and ${key}, set GANTRY_TRUSTED_PROXIES to the proxies that may connect, or set GANTRY_ALLOW_PLAIN_HTTP=1 on a private network.`,
      )
    }
  })
