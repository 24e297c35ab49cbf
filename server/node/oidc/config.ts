import fs from 'node:fs'
import type { Role } from '../../proxy/ports'
import { ConfigError } from '../config/configError'

/** An identity provider by OpenID Connect (README: Single sign-on). */
export interface OidcConfig {
  issuer: URL
  clientId: string
  clientSecret: string | undefined
  scope: string
  userClaim: string
  rolesClaim: string
  /** Groups that have each role; `*` is everybody. */
  roles: Readonly<Record<Role, readonly string[]>>
}

type Environment = Readonly<Record<string, string | undefined>>

const isLoopback = ({ hostname }: URL) => /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname)

function issuerOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))))
    return url
  throw new ConfigError(
    `GANTRY_OIDC_ISSUER is "${text}"; set it to the https:// address of the identity provider.`,
  )
}

function secretOf({
  GANTRY_OIDC_CLIENT_SECRET: value,
  GANTRY_OIDC_CLIENT_SECRET_FILE: file,
}: Environment) {
  if (value && file) {
    throw new ConfigError(
      'GANTRY_OIDC_CLIENT_SECRET and GANTRY_OIDC_CLIENT_SECRET_FILE are both set; set one of them.',
    )
  }
  if (!file) return value || undefined
  let secret: string
  try {
    secret = fs.readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(
      `GANTRY_OIDC_CLIENT_SECRET_FILE names ${file}, which cannot be read; put the secret there.`,
    )
  }
  if (secret !== '') return secret
  throw new ConfigError(
    `GANTRY_OIDC_CLIENT_SECRET_FILE names ${file}, which is empty; put the secret there, or leave the variable out for a public client.`,
  )
}

function scopeOf(text: string | undefined): string {
  if (!text) return 'openid profile email groups'
  if (text.split(/\s+/).includes('openid')) return text
  throw new ConfigError(
    `GANTRY_OIDC_SCOPE is "${text}"; add openid, without which nobody is told who signs in.`,
  )
}

/** What is set in vain shows that somebody means single sign-on to be on. */
function refuseStray(env: Environment): void {
  const stray = Object.keys(env).find((name) => name.startsWith('GANTRY_OIDC_') && env[name])
  if (stray === undefined) return
  throw new ConfigError(
    `${stray} is set, but no identity provider; set GANTRY_OIDC_ISSUER and GANTRY_OIDC_CLIENT_ID too, or leave it out.`,
  )
}

const groups = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

/** Undefined where no identity provider is named; throws ConfigError. */
export function readOidc(env: Environment): OidcConfig | undefined {
  const { GANTRY_OIDC_ISSUER: issuer, GANTRY_OIDC_CLIENT_ID: clientId } = env
  if (!issuer && !clientId) {
    refuseStray(env)
    return undefined
  }
  if (!issuer || !clientId) {
    throw new ConfigError(
      'GANTRY_OIDC_ISSUER and GANTRY_OIDC_CLIENT_ID go together; set both or neither.',
    )
  }
  const roles = {
    admin: groups(env.GANTRY_OIDC_ADMINS),
    operator: groups(env.GANTRY_OIDC_OPERATORS),
    viewer: groups(env.GANTRY_OIDC_VIEWERS),
  }
  if (Object.values(roles).flat().length === 0) {
    throw new ConfigError(
      'GANTRY_OIDC_ISSUER is set, but nobody has a role; set GANTRY_OIDC_ADMINS, GANTRY_OIDC_OPERATORS or GANTRY_OIDC_VIEWERS to groups, or to *.',
    )
  }
  return {
    issuer: issuerOf(issuer),
    clientId,
    clientSecret: secretOf(env),
    scope: scopeOf(env.GANTRY_OIDC_SCOPE),
    userClaim: env.GANTRY_OIDC_USER_CLAIM || 'preferred_username',
    rolesClaim: env.GANTRY_OIDC_ROLES_CLAIM || 'groups',
    roles,
  }
}
