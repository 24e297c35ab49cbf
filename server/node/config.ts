import path from 'node:path'

/** What the process was told by its environment (README: Configuration). */
export interface Config {
  host: string
  port: number
  /** Folder of the database and of generated keys. */
  data: string
  /** `postgres://…`, or the path of a libSQL file. */
  database: string
  adminPassword: string | undefined
  /** Path of the file of accounts; without one, the embedded cloud is the only account. */
  accounts: string | undefined
  cloud: {
    /** 0: no port of its own. */
    port: number
    secretId: string | undefined
    secretKey: string | undefined
    world: 'demo' | 'empty' | 'large'
    speed: number
  }
}

/** A setting that makes no sense; the message says what to change. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const loopback = ['127.0.0.1', 'localhost', '::1']
const worlds = ['demo', 'empty', 'large'] as const

function wholeNumber(env: Environment, name: string, fallback: number, most: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new ConfigError(`${name} is "${text}"; give it a whole number from 0 to ${most}.`)
}

function speedOf(env: Environment): number {
  const text = env.GANTRY_CLOUD_SPEED
  const value = text === undefined || text === '' ? 1 : Number(text)
  if (value > 0 && value <= 10_000) return value
  throw new ConfigError(
    `GANTRY_CLOUD_SPEED is "${text}"; give it a number above 0 and at most 10000.`,
  )
}

function worldOf(env: Environment): Config['cloud']['world'] {
  const text = env.GANTRY_CLOUD_WORLD || 'demo'
  const world = worlds.find((one) => one === text)
  if (world) return world
  throw new ConfigError(`GANTRY_CLOUD_WORLD is "${text}"; give it one of ${worlds.join(', ')}.`)
}

function hostOf(env: Environment): string {
  const host = env.GANTRY_HOST || '127.0.0.1'
  if (loopback.includes(host) || env.GANTRY_ALLOW_PLAIN_HTTP === '1') return host
  throw new ConfigError(
    `GANTRY_HOST is "${host}", which other machines can reach, and Gantry speaks plain HTTP. ` +
      'Put a TLS proxy in front and leave GANTRY_HOST at 127.0.0.1, or set GANTRY_ALLOW_PLAIN_HTTP=1 if the network between them is yours alone.',
  )
}

function databaseOf(env: Environment, data: string): string {
  const url = env.GANTRY_DATABASE_URL
  if (!url) return path.join(data, 'gantry.db')
  if (/^postgres(ql)?:\/\//.test(url)) return url
  throw new ConfigError(
    'GANTRY_DATABASE_URL must begin with postgres://; leave it out for a file in GANTRY_DATA.',
  )
}

function adminPasswordOf(env: Environment): string | undefined {
  const password = env.GANTRY_ADMIN_PASSWORD
  if (!password) return undefined
  if (password.length >= 8) return password
  throw new ConfigError('GANTRY_ADMIN_PASSWORD is too short; give it at least 8 characters.')
}

/** Reads the environment; throws ConfigError with a sentence that says what to change. */
export function readConfig(env: Environment): Config {
  const data = path.resolve(env.GANTRY_DATA || 'data')
  const [secretId, secretKey] = [env.GANTRY_CLOUD_SECRET_ID, env.GANTRY_CLOUD_SECRET_KEY]
  if (Boolean(secretId) !== Boolean(secretKey)) {
    throw new ConfigError(
      'GANTRY_CLOUD_SECRET_ID and GANTRY_CLOUD_SECRET_KEY go together; set both or neither.',
    )
  }
  return {
    host: hostOf(env),
    port: wholeNumber(env, 'GANTRY_PORT', 8080, 65_535),
    data,
    database: databaseOf(env, data),
    adminPassword: adminPasswordOf(env),
    accounts: env.GANTRY_ACCOUNTS || undefined,
    cloud: {
      port: wholeNumber(env, 'GANTRY_CLOUD_PORT', 8081, 65_535),
      secretId: secretId || undefined,
      secretKey: secretKey || undefined,
      world: worldOf(env),
      speed: speedOf(env),
    },
  }
}

/** Values of Host under which the console answers. */
export const hostsOf = ({ host }: Config): string[] => [...loopback, '[::1]', host]
