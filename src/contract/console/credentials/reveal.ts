import * as z from 'zod/mini'
import { isMask } from '../../secrets/mask'
import { field } from '../declare/field'
import { route } from '../declare/route'

export const revealSecret = route('POST /api/reveal', {
  summary: 'The value behind a mask, for the roles of GANTRY_REVEAL_ROLES; audited.',
  access: 'operator',
  isOpenWhileReadOnly: true,
  // Not repeatable, because the stored response would contain the value.
  isRepeatable: false,
  body: z.strictObject({
    mask: field(z.string().check(z.refine(isMask)), {
      rule: 'mask',
      message: 'must be a mask such as <masked:…>, complete and unchanged',
    }),
  }),
  response: z.object({
    /** Name of the variable or the flag; empty if it has none. */
    name: z.string(),
    value: z.string(),
  }),
  errors: ['Forbidden', 'OutOfScope', 'UnknownSecret'],
})
