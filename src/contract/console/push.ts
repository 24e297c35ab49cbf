import * as z from 'zod/mini'
import { text } from './declare/field'
import { route } from './declare/route'

const result = z.object({
  /** Tags that retention deleted. */
  deleted: z.number(),
  /** Triggers that fired. */
  fired: z.number(),
})
export type PushResult = z.output<typeof result>

export const pushTag = route('POST /api/push', {
  summary: 'Push a tag to the registry of the simulation.',
  access: 'operator',
  body: z.strictObject({ account: text(), reponame: text(), tag: text() }),
  response: result,
  errors: ['UnknownAccount', 'SwitchedOff', 'OutOfScope', 'NoEndpoint'],
})
