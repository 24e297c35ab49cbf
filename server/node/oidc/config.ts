import fs from 'node:fs'
import * as z from 'zod/mini'
import { type Scope, scope } from '../../../src/contract/console/declare/values'
import { noScope } from '../../proxy/access/scope'
import { ConfigError } from '../config/configError'
import { parseSettings } from '../config/parseSettings'
import {
  type Environment,
  numberVariable,
  requireBoth,
  textVariable,
  variable,
} from '../config/variable'
import { isLoopback } from '../loopback'

const issuer = variable(
  undefined,
  'the https:// address of the identity provider',
  (value): URL | undefined => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const isSafe =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
    return isSafe ? url : undefined
  },
)

const secretFile = variable(undefined, 'a file', (file, report) => {
  let secret: string
  try {
    secret = fs.readFileSync(file, 'utf8').trim()
  } catch {
    return report(`names ${file}, which cannot be read; put the secret there`)
  }
  if (secret !== '') return secret
  return report(
    `names ${file}, which is empty; put the secret there, or leave the variable unset for a public client`,
  )
})

const requestedScope = variable('openid profile email groups', 'scopes', (value, report) =>
  value.split(/\s+/).includes('openid')
    ? value
    : report(`is "${value}"; add openid, without which the provider does not identify the user`),
)

const groupList = z.array(z.string().check(z.minLength(1)))

/**
 * Group names may contain spaces, so only commas separate them. A JSON list allows any character.
 */
const groupsVariable = () =>
  variable<string[], string[]>(
    [],
    'groups separated by commas, or a JSON list of texts such as ["Cloud Admins"]',
    (value) => {
      if (!value.trim().startsWith('[')) {
        return value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      }
      try {
        return z.safeParse(groupList, JSON.parse(value)).data
      } catch {
        return undefined
      }
    },
  )

/** Scope of new users; if unset, they can access nothing. */
const defaultScope = variable(
  noScope,
  'the JSON of a scope, such as {"accounts":["dev"]}, with lists of names for accounts, regions, clusters and namespaces; {} is everything',
  (value): Scope | undefined => {
    try {
      return z.safeParse(scope, JSON.parse(value)).data
    } catch {
      return undefined
    }
  },
)

const textOr = (fallback: string) => variable(fallback, 'a name', (value) => value)

const environment = z
  .object({
    GANTRY_OIDC_ISSUER: issuer,
    GANTRY_OIDC_CLIENT_ID: textVariable(),
    GANTRY_OIDC_CLIENT_SECRET: textVariable(),
    GANTRY_OIDC_CLIENT_SECRET_FILE: secretFile,
    GANTRY_OIDC_SCOPE: requestedScope,
    GANTRY_OIDC_USER_CLAIM: textOr('preferred_username'),
    GANTRY_OIDC_ROLES_CLAIM: textOr('groups'),
    GANTRY_OIDC_DEFAULT_SCOPE: defaultScope,
    GANTRY_OIDC_REVALIDATE_MINUTES: numberVariable(60, { min: 0, max: 10_080 }, 'minutes'),
    GANTRY_OIDC_ADMINS: groupsVariable(),
    GANTRY_OIDC_OPERATORS: groupsVariable(),
    GANTRY_OIDC_VIEWERS: groupsVariable(),
  })
  .check(({ value, issues }) => {
    const report = (message: string) => {
      issues.push({ code: 'custom', input: undefined, message })
    }
    const { GANTRY_OIDC_ISSUER: url, GANTRY_OIDC_CLIENT_ID } = value
    const required = { GANTRY_OIDC_ISSUER: url?.href, GANTRY_OIDC_CLIENT_ID }
    requireBoth(required, 'GANTRY_OIDC_ISSUER', 'GANTRY_OIDC_CLIENT_ID', report)
    const { GANTRY_OIDC_ADMINS, GANTRY_OIDC_OPERATORS, GANTRY_OIDC_VIEWERS } = value
    if ([GANTRY_OIDC_ADMINS, GANTRY_OIDC_OPERATORS, GANTRY_OIDC_VIEWERS].flat().length === 0) {
      report(
        'GANTRY_OIDC_ISSUER is set, but no user would have a role; set GANTRY_OIDC_ADMINS, GANTRY_OIDC_OPERATORS or GANTRY_OIDC_VIEWERS to groups, or to *.',
      )
    }
  })

const config = z.pipe(
  environment,
  z.transform((env: z.output<typeof environment>) => ({
    issuer: env.GANTRY_OIDC_ISSUER,
    clientId: env.GANTRY_OIDC_CLIENT_ID,
    clientSecret: env.GANTRY_OIDC_CLIENT_SECRET ?? env.GANTRY_OIDC_CLIENT_SECRET_FILE,
    scope: env.GANTRY_OIDC_SCOPE,
    userClaim: env.GANTRY_OIDC_USER_CLAIM,
    rolesClaim: env.GANTRY_OIDC_ROLES_CLAIM,
    newUserScope: env.GANTRY_OIDC_DEFAULT_SCOPE,
    /** In milliseconds; 0 means never. */
    revalidateAfter: env.GANTRY_OIDC_REVALIDATE_MINUTES * 60_000,
    /** Groups that grant each role; `*` matches every user. */
    roles: {
      admin: env.GANTRY_OIDC_ADMINS,
      operator: env.GANTRY_OIDC_OPERATORS,
      viewer: env.GANTRY_OIDC_VIEWERS,
    },
  })),
)

type RequiredSetting = 'issuer' | 'clientId'
type Settings = z.output<typeof config>

/** An OpenID Connect identity provider (docs/configuration.md). */
export type OidcConfig = Omit<Settings, RequiredSetting> & {
  [N in RequiredSetting]: NonNullable<Settings[N]>
}

/**
 * Throws ConfigError if an OIDC variable is set without a provider, because single sign-on was then
 * intended.
 */
function rejectStrayVariables(env: Environment): void {
  const stray = Object.keys(env).find((name) => name.startsWith('GANTRY_OIDC_') && env[name])
  if (stray === undefined) return
  throw new ConfigError(
    `${stray} is set without an identity provider; set GANTRY_OIDC_ISSUER and GANTRY_OIDC_CLIENT_ID too, or leave it unset.`,
  )
}

/** Runs before the schema, which would report a missing file instead. */
function rejectTwoSecrets(env: Environment): void {
  if (!env.GANTRY_OIDC_CLIENT_SECRET || !env.GANTRY_OIDC_CLIENT_SECRET_FILE) return
  throw new ConfigError(
    'GANTRY_OIDC_CLIENT_SECRET and GANTRY_OIDC_CLIENT_SECRET_FILE are both set; set one of them.',
  )
}

/** Returns undefined if no identity provider is configured; throws ConfigError with all faults. */
export function readOidc(env: Environment): OidcConfig | undefined {
  if (!env.GANTRY_OIDC_ISSUER && !env.GANTRY_OIDC_CLIENT_ID) {
    rejectStrayVariables(env)
    return undefined
  }
  rejectTwoSecrets(env)
  const { issuer, clientId, ...settings } = parseSettings(config, env)
  // The schema refuses one without the other, but the compiler cannot know that.
  return issuer && clientId ? { ...settings, issuer, clientId } : undefined
}
