import path from 'node:path'
import * as z from 'zod/mini'
import { isLoopback } from '../loopback'
import { type OidcConfig, readOidc } from '../oidc/config'
import { parseSettings } from './parseSettings'
import { environment } from './schema'
import type { Environment } from './variable'

export type { Environment } from './variable'

type Settings = z.output<typeof environment>

const pairOf = (cert: string | undefined, key: string | undefined) =>
  cert !== undefined && key !== undefined ? { cert, key } : undefined

const config = z.pipe(
  environment,
  z.transform((env: Settings) => ({
    host: env.GANTRY_HOST,
    port: env.GANTRY_PORT,
    /** Paths of the certificate and the key, if the console itself serves HTTPS. */
    tls: pairOf(env.GANTRY_TLS_CERT, env.GANTRY_TLS_KEY),
    /** Addresses and ranges of proxies whose forwarding headers are trusted. */
    trustedProxies: env.GANTRY_TRUSTED_PROXIES,
    /**
     * Requests per second per session and per user, for all users per account and per region of an
     * account, and of the inventory per account.
     */
    rates: {
      session: env.GANTRY_SESSION_RATE,
      user: env.GANTRY_USER_RATE ?? 2 * env.GANTRY_SESSION_RATE,
      account: env.GANTRY_ACCOUNT_RATE,
      region: env.GANTRY_REGION_RATE ?? Math.max(1, env.GANTRY_ACCOUNT_RATE / 2),
      inventory: env.GANTRY_INVENTORY_RATE,
    },
    /**
     * Days for which audit entries are kept, and the folder of the exports that precede deletion.
     */
    audit: {
      days: env.GANTRY_AUDIT_DAYS,
      exports: env.GANTRY_AUDIT_EXPORTS ?? path.join(env.GANTRY_DATA, 'audit'),
    },
    /** Limits of sessions; times in milliseconds. */
    sessionLimits: {
      idle: env.GANTRY_SESSION_IDLE_MINUTES * 60_000,
      lifetime: env.GANTRY_SESSION_LIFETIME_HOURS * 3_600_000,
      perUser: Math.floor(env.GANTRY_SESSIONS_PER_USER),
    },
    /**
     * URL of the console in browsers, if it differs from host and port, e.g. behind a proxy that
     * terminates TLS.
     */
    publicUrl: env.GANTRY_PUBLIC_URL,
    /** Roles that may reveal masked secrets. */
    revealRoles: env.GANTRY_REVEAL_ROLES,
    /** Folder of the database and of generated keys. */
    data: env.GANTRY_DATA,
    /** `postgres://…`; if undefined, a libSQL file in `data`. */
    databaseUrl: env.GANTRY_DATABASE_URL,
    adminPassword: env.GANTRY_ADMIN_PASSWORD,
    /** Path of the accounts file; without it, the simulation is the only account. */
    accounts: env.GANTRY_ACCOUNTS,
    /** Path of a kubeconfig whose clusters replace the simulation. */
    kubeconfig: env.GANTRY_KUBECONFIG,
    /** The endpoint of the accounts with a backend in this process, and the simulation. */
    cloud: {
      host: env.GANTRY_CLOUD_HOST,
      /** With 0 the endpoint does not listen. */
      port: env.GANTRY_CLOUD_PORT,
      /** With 0 the simulation has no administration. */
      adminPort: env.GANTRY_CLOUD_ADMIN_PORT,
      /** Paths of certificate and key, for TLS on `port`. */
      tls: pairOf(env.GANTRY_CLOUD_TLS_CERT, env.GANTRY_CLOUD_TLS_KEY),
      secretId: env.GANTRY_CLOUD_SECRET_ID,
      secretKey: env.GANTRY_CLOUD_SECRET_KEY,
      world: env.GANTRY_CLOUD_WORLD,
      speed: env.GANTRY_CLOUD_SPEED,
    },
  })),
)

/** The settings of a process, read from its environment (docs/configuration.md). */
export type Config = z.output<typeof config> & { oidc: OidcConfig | undefined }

/** Reads the environment; throws ConfigError with all faults. */
export const readConfig = (env: Environment): Config => ({
  ...parseSettings(config, env),
  oidc: readOidc(env),
})

type Listener = Pick<Config, 'host' | 'tls'>

/** Whether a listener is open to the network but serves only the trusted proxies. */
export const isBehindProxy = (
  { host, tls }: Listener,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
): boolean => !isLoopback(host) && tls === undefined && trustedProxies.length > 0
