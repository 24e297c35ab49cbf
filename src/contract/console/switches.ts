import * as z from 'zod/mini'
import { flag } from './declare/field'
import { route } from './declare/route'
import { time } from './declare/values'

const switchState = z.object({
  /** Whether the whole console is read-only. */
  isReadOnly: z.boolean(),
  /** Accounts that are read-only. */
  accounts: z.readonly(z.array(z.string())),
})

const switches = z.extend(switchState, {
  /** User and time of each active switch; without `account`, the switch of the whole console. */
  set: z.readonly(
    z.array(z.object({ account: z.optional(z.string()), user: z.string(), at: time })),
  ),
})
export type Switches = z.output<typeof switches>

export const readSwitches = route('GET /api/switches', {
  summary: 'What is read-only at present.',
  access: 'admin',
  response: switches,
})

export const changeSwitches = route('PATCH /api/switches', {
  summary: 'Make the console or accounts read-only, or writable again.',
  access: 'admin',
  isOpenWhileReadOnly: true,
  body: z.strictObject({
    readOnly: z.optional(flag()),
    accounts: z.optional(z.record(z.string(), flag())),
  }),
  response: switchState,
  errors: ['ReadOnly', 'OutOfScope'],
})
