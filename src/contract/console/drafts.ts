import * as z from 'zod/mini'
import { field } from './declare/field'
import { route } from './declare/route'
import { noData, time } from './declare/values'

const name = 'Name of the form, such as `create-cluster prod/gz`; at most 200 characters.'

const draft = z.object({ values: z.unknown(), savedAt: time })

export const readDraft = route('GET /api/drafts/:name', {
  summary: 'The user’s own draft of a form.',
  access: 'viewer',
  name,
  response: z.object({ draft: z.nullable(draft) }),
})

export const saveDraft = route('PUT /api/drafts/:name', {
  summary: 'Save a draft of a form; secrets are dropped.',
  access: 'viewer',
  name,
  body: z.strictObject({
    values: field(z.looseObject({}), { rule: 'object', message: 'must be an object' }),
  }),
  response: z.object({ savedAt: time }),
})

export const removeDraft = route('DELETE /api/drafts/:name', {
  summary: 'Forget a draft of a form.',
  access: 'viewer',
  name,
  response: noData,
})
