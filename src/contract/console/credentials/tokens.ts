import * as z from 'zod/mini'
import { field, flag, integer, oneOf } from '../declare/field'
import { route } from '../declare/route'
import { noData, role, roleField, scope, shownScope, time } from '../declare/values'

/** Beginning of every token's value, by which scanners for leaked secrets recognise it. */
export const tokenPrefix = 'gantry_pat_'

/** Maximum number of tokens per user. */
export const maxTokens = 50

/** A personal access token without its value. */
const token = z.object({
  id: z.string(),
  user: z.string(),
  name: z.string(),
  /** The first characters of the value, to identify the token. */
  prefix: z.string(),
  /** Limited to the user's current role at each use; the same applies to the scope. */
  role,
  scope: shownScope,
  /** Whether the token may manage users, sessions and tokens, provided that its role may. */
  canManage: z.boolean(),
  createdAt: time,
  expiresAt: time,
  /** With a precision of a minute; null if the token was never used. */
  usedAt: z.nullable(time),
})
export type AccessToken = z.output<typeof token>

const name = field(z.string().check(z.regex(/^\S(.{0,62}\S)?$/)), {
  rule: 'tokenName',
  message: 'must have 1 to 64 characters and not begin or end with a space',
})

export const listTokens = route('GET /api/tokens', {
  summary: 'The user’s own access tokens; with `all=true`, for administrators, those of all users.',
  access: 'viewer',
  query: z.object({ all: z.optional(oneOf(['true', 'false'])) }),
  response: z.readonly(z.array(token)),
  errors: ['Forbidden'],
})

export const addToken = route('POST /api/tokens', {
  summary: 'Create an access token; only this answer contains its value.',
  access: 'viewer',
  // Not repeatable, because the stored response would contain the value.
  isRepeatable: false,
  body: z.strictObject({
    name,
    role: roleField,
    scope: z.optional(scope),
    canManage: z.optional(flag()),
    /** Number of days until the token expires. */
    days: integer(1, 366, 30),
  }),
  response: z.object({ token, value: z.string() }),
  errors: ['Forbidden', 'OutOfScope', 'ReauthenticationRequired', 'TooManyTokens'],
})

export const removeToken = route('DELETE /api/tokens/:name', {
  summary: 'Revoke an access token; administrators may revoke those of other users.',
  access: 'viewer',
  // A leaked token must be revocable at any time.
  isOpenWhileReadOnly: true,
  name: 'ID of the token.',
  response: noData,
  errors: ['Forbidden', 'OutOfScope', 'UnknownToken'],
})
