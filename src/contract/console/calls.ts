import * as z from 'zod/mini'
import { field, text } from './declare/field'
import { route } from './declare/route'

/**
 * Accompanies the `data` of a list that was too long to be filtered for a user with a limited
 * scope: rows and total cover only the rows that were read.
 */
export const partialList = z.object({
  /** Rows of the account that were read. */
  read: z.number(),
  /** Rows of the account. */
  total: z.number(),
})
export type PartialList = z.output<typeof partialList>

export const callAction = route('POST /api/call/:name', {
  summary: 'Call an action of the API; errors of the cloud keep its code and codeDesc.',
  access: 'viewer',
  isOpenWhileReadOnly: true,
  name: 'Name of the action.',
  body: z.strictObject({
    account: text(),
    region: text(),
    /** Nested parameters of the action. */
    params: z._default(
      field(z.looseObject({}), { rule: 'object', message: 'must be an object' }),
      {},
    ),
    /** The typed confirmation, for actions that need one. */
    confirm: z.optional(field(z.string(), { rule: 'text', message: 'must be text' })),
  }),
  response: z.unknown(),
  errors: [
    'UnknownAction',
    'UnknownAccount',
    'NotConfirmed',
    'ReadOnly',
    'SwitchedOff',
    'OutOfScope',
    'NoEndpoint',
    'Busy',
    'CircuitOpen',
  ],
})
