import * as z from 'zod/mini'
import { route } from './declare/route'
import { nothing, time } from './declare/values'

const listedSession = z.object({
  id: z.string(),
  user: z.string(),
  /** User-Agent of the sign-in. */
  device: z.string(),
  /** Client address of the last use. */
  address: z.string(),
  createdAt: time,
  /** Last use, to the minute. */
  usedAt: time,
  /** Whether this request belongs to the session. */
  isCurrent: z.boolean(),
})
export type ListedSession = z.output<typeof listedSession>

export const listSessions = route('GET /api/sessions', {
  summary: 'The user’s own sessions; for administrators, those of `user` too.',
  access: 'viewer',
  query: z.object({ user: z.optional(z.string()) }),
  response: z.readonly(z.array(listedSession)),
  errors: ['Forbidden', 'OutOfScope', 'UnknownUser', 'AmbiguousUser'],
})

export const endOneSession = route('DELETE /api/sessions/:name', {
  summary: 'End an own session; for administrators, one of another user too.',
  access: 'viewer',
  name: 'ID of the session.',
  response: nothing,
  errors: ['OutOfScope', 'ReauthenticationRequired', 'UnknownSession', 'UnknownUser'],
})
