import * as z from 'zod/mini'
import { route } from './declare/route'
import { time } from './declare/values'

const region = z.object({
  region: z.string(),
  /** When the endpoint last answered; a refusal counts as an answer. */
  answeredAt: z.optional(time),
  /** Milliseconds by which the console's clock is ahead of the endpoint's. */
  skew: z.optional(z.number()),
  /** The last failure; absent after a call has succeeded. */
  error: z.optional(
    z.object({
      at: time,
      action: z.string(),
      code: z.number(),
      codeDesc: z.string(),
      message: z.string(),
    }),
  ),
  /** Present while the endpoint does not respond and calls get 503 immediately. */
  circuit: z.optional(
    z.object({
      since: time,
      /** When the next call is sent as a trial. */
      retryAt: time,
    }),
  ),
})

const account = z.object({
  name: z.string(),
  production: z.boolean(),
  signatureMethod: z.string(),
  /** Whether the credentials are temporary. */
  isTemporary: z.boolean(),
  endpoints: z.record(z.string(), z.string()),
  regions: z.readonly(z.array(region)),
})
export type AccountState = z.output<typeof account>

export const listAccounts = route('GET /api/accounts', {
  summary: 'Accounts and regions in the user’s scope, and whether they answer.',
  access: 'viewer',
  response: z.readonly(z.array(account)),
})

export const checkAccount = route('POST /api/accounts/:name', {
  summary: 'Send one small read to each region of an account.',
  access: 'viewer',
  isOpenWhileReadOnly: true,
  name: 'Name of the account.',
  response: account,
  errors: [['UnknownAccount', 404]],
})
