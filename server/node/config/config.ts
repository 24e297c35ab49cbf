import path from 'node:path'
import { lengths } from '../../proxy/auth/credentials'
import { trustedOf } from '../http/forwarded'
import { type OidcConfig, readOidc } from '../oidc/config'
import { ConfigError } from './configError'

/** What the process was told by its environment (README: Configuration). */
export interface Config {
  host: string
  port: number
  /** Files of a certificate and its key, where the console speaks TLS itself. */
  tls: { cert: string; key: string } | undefined
  /** Addresses and ranges of proxies in front whose word about clients is taken. */
  trustedProxies: readonly string[]
  /** Requests a second of each session, and of all sessions to each account. */
  rates: { session: number; account: number }
  /** Where browsers reach the console, if not at host and port: behind a proxy that speaks TLS. */
  publicUrl: URL | undefined
  /** Folder of the database and of generated keys. */
  data: string
  /** `postgres://…`; undefined: a libSQL file in `data`. */
  databaseUrl: string | undefined
  adminPassword: string | undefined
  /** Path of the file of accounts; without one, the embedded cloud is the only account. */
  accounts: string | undefined
  oidc: OidcConfig | undefined
  cloud: {
    /** 0: no port of its own. */
    port: number
    /** 0: the world cannot be administered. */
    adminPort: number
    /** Paths of certificate and key, for TLS on `port`. */
    tls: { cert: string; key: string } | undefined
    secretId: string | undefined
    secretKey: string | undefined
    world: 'demo' | 'empty' | 'large'
    speed: number
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

const loopback = ['127.0.0.1', 'localhost', '::1']
const worlds = ['demo', 'empty', 'large'] as const

function portOf(env: Environment, name: string, otherwise: number): number {
  const text = env[name]
  if (!text) return otherwise
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new ConfigError(`${name} is "${text}"; set it to a whole number from 0 to 65535.`)
}

function speedOf(text: string | undefined): number {
  if (!text) return 1
  const value = Number(text)
  if (value > 0 && value <= 10_000) return value
  throw new ConfigError(
    `GANTRY_CLOUD_SPEED is "${text}"; set it to a number above 0 and at most 10000.`,
  )
}

function worldOf(text: string | undefined): Config['cloud']['world'] {
  const world = worlds.find((one) => one === (text || 'demo'))
  if (world) return world
  throw new ConfigError(`GANTRY_CLOUD_WORLD is "${text}"; set it to one of ${worlds.join(', ')}.`)
}

/** Nobody can sign in with a longer one. */
function adminPasswordOf(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (text.length <= lengths.maximum) return text
  throw new ConfigError(
    `GANTRY_ADMIN_PASSWORD is too long; give it at most ${lengths.maximum} characters.`,
  )
}

function rateOf(env: Environment, name: string, otherwise: number): number {
  const text = env[name]
  if (!text) return otherwise
  const value = Number(text)
  if (value >= 1 && value <= 1_000_000) return value
  throw new ConfigError(`${name} is "${text}"; set it to requests a second, from 1 to 1000000.`)
}

function tlsOf({ GANTRY_TLS_CERT: cert, GANTRY_TLS_KEY: key }: Environment): Config['tls'] {
  if (Boolean(cert) !== Boolean(key)) {
    throw new ConfigError('GANTRY_TLS_CERT and GANTRY_TLS_KEY go together; set both or neither.')
  }
  return cert && key ? { cert, key } : undefined
}

function trustedProxiesOf(text: string | undefined): string[] {
  const list = (text ?? '').split(/[\s,]+/).filter((one) => one !== '')
  const everybody = list.find((one) => /\/0+$/.test(one))
  if (everybody !== undefined) {
    throw new ConfigError(
      `GANTRY_TRUSTED_PROXIES: ${everybody} is everybody; set it to the addresses of the proxies in front.`,
    )
  }
  if (trustedOf(list) && (list.length > 0 || !text)) return list
  throw new ConfigError(
    `GANTRY_TRUSTED_PROXIES is "${text}"; set it to addresses and ranges such as 10.0.0.5, 10.1.0.0/16.`,
  )
}

function isPlainAllowed({ GANTRY_ALLOW_PLAIN_HTTP: text }: Environment): boolean {
  if (!text || text === '0' || text === '1') return text === '1'
  throw new ConfigError(
    `GANTRY_ALLOW_PLAIN_HTTP is "${text}"; set it to 1, or leave it out where nothing shall go without TLS.`,
  )
}

function hostOf(env: Environment): string {
  const host = (env.GANTRY_HOST || '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
  if (/[\s/@]|^[^:]+:\d*$/.test(host)) {
    throw new ConfigError(`GANTRY_HOST is "${host}"; set it to an address or a name, without port.`)
  }
  const isSafe =
    isPlainAllowed(env) ||
    loopback.includes(host) ||
    Boolean(env.GANTRY_TLS_CERT) ||
    trustedProxiesOf(env.GANTRY_TRUSTED_PROXIES).length > 0
  if (isSafe) return host
  throw new ConfigError(
    `GANTRY_HOST is "${host}", which other machines can reach, and Gantry speaks plain HTTP: passwords could be read on the way. ` +
      'Leave it at 127.0.0.1 and put a proxy that speaks TLS in front; or give it a certificate by GANTRY_TLS_CERT and GANTRY_TLS_KEY; or name the proxies that may reach it by GANTRY_TRUSTED_PROXIES; or set GANTRY_ALLOW_PLAIN_HTTP=1 if the network up to here is yours alone.',
  )
}

function publicUrlOf(text: string | undefined): URL | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && `${url.username}${url.password}${url.hash}` !== '') {
    // Not quoted: it may hold a password.
    throw new ConfigError(
      'GANTRY_PUBLIC_URL must be an address such as https://gantry.example.com, without user, password and #.',
    )
  }
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url
  throw new ConfigError(
    `GANTRY_PUBLIC_URL is "${text}"; set it to an address such as https://gantry.example.com, without a path.`,
  )
}

function cloudTlsOf({ GANTRY_CLOUD_TLS_CERT: cert, GANTRY_CLOUD_TLS_KEY: key }: Environment) {
  if (cert && key) return { cert, key }
  if (!cert && !key) return undefined
  throw new ConfigError(
    'GANTRY_CLOUD_TLS_CERT and GANTRY_CLOUD_TLS_KEY go together; set both or neither.',
  )
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text
  // Not quoted: it may hold a password.
  throw new ConfigError(
    'GANTRY_DATABASE_URL must be of the form postgres://user@host/database; leave it out for a file in GANTRY_DATA.',
  )
}

/** Reads the environment; throws ConfigError. */
export function readConfig(env: Environment): Config {
  const { GANTRY_CLOUD_SECRET_ID: secretId, GANTRY_CLOUD_SECRET_KEY: secretKey } = env
  if (Boolean(secretId) !== Boolean(secretKey)) {
    throw new ConfigError(
      'GANTRY_CLOUD_SECRET_ID and GANTRY_CLOUD_SECRET_KEY go together; set both or neither.',
    )
  }
  return {
    host: hostOf(env),
    port: portOf(env, 'GANTRY_PORT', 8080),
    tls: tlsOf(env),
    trustedProxies: trustedProxiesOf(env.GANTRY_TRUSTED_PROXIES),
    rates: {
      session: rateOf(env, 'GANTRY_SESSION_RATE', 100),
      account: rateOf(env, 'GANTRY_ACCOUNT_RATE', 1000),
    },
    publicUrl: publicUrlOf(env.GANTRY_PUBLIC_URL),
    data: path.resolve(env.GANTRY_DATA || 'data'),
    databaseUrl: databaseUrlOf(env.GANTRY_DATABASE_URL),
    adminPassword: adminPasswordOf(env.GANTRY_ADMIN_PASSWORD),
    accounts: env.GANTRY_ACCOUNTS || undefined,
    oidc: readOidc(env),
    cloud: {
      port: portOf(env, 'GANTRY_CLOUD_PORT', 8081),
      adminPort: portOf(env, 'GANTRY_CLOUD_ADMIN_PORT', 8082),
      tls: cloudTlsOf(env),
      secretId: secretId || undefined,
      secretKey: secretKey || undefined,
      world: worldOf(env.GANTRY_CLOUD_WORLD),
      speed: speedOf(env.GANTRY_CLOUD_SPEED),
    },
  }
}

/** Open to the network for proxies in front alone: who else comes could be listened to on the way. */
export const isBehindProxy = ({ host, tls, trustedProxies }: Config): boolean =>
  !loopback.includes(host) && tls === undefined && trustedProxies.length > 0
