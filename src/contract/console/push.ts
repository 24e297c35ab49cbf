import * as z from 'zod/mini'
import { requiredText } from './declare/field'
import { route } from './declare/route'

const result = z.object({
  /** Number of tags that retention deleted. */
  deleted: z.number(),
  /** Number of triggers that fired. */
  fired: z.number(),
})
export type PushResult = z.output<typeof result>

export const pushTag = route('POST /api/push', {
  summary: 'Push a tag to the registry of the simulation.',
  access: 'operator',
  body: z.strictObject({ account: requiredText(), reponame: requiredText(), tag: requiredText() }),
  response: result,
  errors: ['UnknownAccount', 'SwitchedOff', 'OutOfScope', 'NoEndpoint'],
})
