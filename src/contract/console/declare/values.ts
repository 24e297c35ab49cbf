import * as z from 'zod/mini'
import { field, oneOf, requiredParameter, requiredText } from './field'

/** viewer: reads; operator: reads and writes; admin: manages users and the audit log too. */
export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Outcome of an audited operation; `pending` while it runs, `unknown` if its response was lost. */
export const outcomes = ['pending', 'ok', 'error', 'unknown', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

export const scopeKinds = ['accounts', 'regions', 'clusters', 'namespaces'] as const
export type ScopeKind = (typeof scopeKinds)[number]

const optionalNames = z.exactOptional(
  field(z.readonly(z.array(z.string().check(z.minLength(1)))), {
    rule: 'list',
    message: 'must be a list of names',
  }),
)

/**
 * The resources that a user may access. An absent kind means no limit; an empty list permits
 * nothing.
 */
export const scope = z.strictObject({
  accounts: optionalNames,
  regions: optionalNames,
  clusters: optionalNames,
  namespaces: optionalNames,
})
export type Scope = z.output<typeof scope>

/** Milliseconds since 1970. */
export const time = z.number()

const optionalTexts = z.exactOptional(z.readonly(z.array(z.string())))

/** The scope in a response; ignores kinds that later versions may add. */
export const shownScope = z.object({
  accounts: optionalTexts,
  regions: optionalTexts,
  clusters: optionalTexts,
  namespaces: optionalTexts,
})

export const role = z.enum(roles)
export const outcome = z.enum(outcomes)
export const roleField = oneOf(roles)
export const source = z.enum(['local', 'sso'])

/** The names of a user in responses. */
export const userNames = {
  /** The display name; several single sign-on users may have the same one. */
  user: z.string(),
  /** Unique, permanent and random. */
  id: z.string(),
  /**
   * Unique and permanent, as used in the audit log and in tasks; usually the first display name.
   */
  name: z.string(),
}

/** Account and region in a query string. */
export const locationQuery = { account: requiredParameter(), region: requiredParameter() }
/** A service in a query string. */
export const serviceQuery = {
  ...locationQuery,
  clusterId: requiredParameter(),
  namespace: requiredParameter(),
  serviceName: requiredParameter(),
}

/** Length limits of a password in characters. */
export const passwordLength = { minimum: 8, maximum: 256 }
const { minimum, maximum } = passwordLength

/** A new password: any characters within the length limits. */
export const newPassword = () =>
  z.pipe(
    requiredText(),
    z.string().check(
      z.refine((value) => value.length >= minimum, {
        error: `must have at least ${minimum} characters`,
        params: { id: 'tooShort', values: { minimum } },
      }),
      z.refine((value) => value.length <= maximum, {
        error: `must have at most ${maximum} characters`,
        params: { id: 'tooLong', values: { maximum } },
      }),
    ),
  )

export const noData = z.object({})
