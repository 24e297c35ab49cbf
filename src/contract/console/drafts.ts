import * as z from 'zod/mini'
import { field } from './declare/field'
import { route } from './declare/route'
import { noData, time } from './declare/values'

const name = 'Name of the form, such as `create-cluster prod/gz`; at most 200 characters.'

/** `savedAt` of the draft that the client last read; null if it read none. */
const basedOn = z.optional(
  field(z.nullable(z.number()), {
    rule: 'type',
    message: 'must be savedAt of the draft that was read or saved last, or null',
  }),
)

const draft = z.object({ values: z.unknown(), savedAt: time })

export const readDraft = route('GET /api/drafts/:name', {
  summary: 'The user’s own draft of a form.',
  access: 'viewer',
  name,
  response: z.object({ draft: z.nullable(draft) }),
})

export const saveDraft = route('PUT /api/drafts/:name', {
  summary:
    'Save a draft of a form; secrets are dropped. With `basedOn`, a draft that was saved since is not replaced.',
  access: 'viewer',
  name,
  body: z.strictObject({
    values: field(z.looseObject({}), { rule: 'object', message: 'must be an object' }),
    basedOn,
  }),
  response: z.object({ savedAt: time }),
  errors: ['DraftChanged'],
})

export const removeDraft = route('DELETE /api/drafts/:name', {
  summary: 'Forget a draft of a form; with `basedOn`, only if it was not saved since.',
  access: 'viewer',
  name,
  query: z.object({
    basedOn: z.optional(
      field(z.string().check(z.regex(/^\d{1,16}$/)), {
        rule: 'type',
        message: 'must be savedAt of the draft that was read or saved last',
      }),
    ),
  }),
  response: noData,
  errors: ['DraftChanged'],
})
