import * as z from 'zod/mini'
import { field, requiredText } from '../declare/field'
import { route } from '../declare/route'

/**
 * Accompanies the `data` of a list that was too long to be filtered for a user with a limited
 * scope: rows and total cover only the rows that were read.
 */
export const partialList = z.object({
  /** Number of the account's rows that were read. */
  read: z.number(),
  /** Number of the account's rows. */
  total: z.number(),
})
export type PartialList = z.output<typeof partialList>

/** Account, region and parameters of a call in a body. */
export const callTarget = {
  account: requiredText(),
  region: requiredText(),
  /** Nested parameters of the action. */
  params: z._default(
    field(z.looseObject({}), { rule: 'object', message: 'must be an object' }),
    {},
  ),
}

export const callAction = route('POST /api/call/:name', {
  summary: 'Call an action of the API; errors of the cloud keep its code and codeDesc.',
  access: 'viewer',
  isOpenWhileReadOnly: true,
  name: 'Name of the action.',
  body: z.strictObject({
    ...callTarget,
    /** The name that the user typed, for actions that need a confirmation. */
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
