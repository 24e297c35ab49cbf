import * as z from 'zod/mini'
import { field, integer, oneOf, requiredParameter } from './declare/field'
import { route } from './declare/route'
import { locationQuery, outcome, outcomes, time } from './declare/values'

/** Format of request IDs, which are also the IDs of audit entries and tasks; they sort by time. */
export const requestId = /^[0-9a-f]{12}-[0-9a-f]{16}$/

const entry = z.object({
  id: z.string(),
  at: time,
  user: z.string(),
  /** Empty if unknown, e.g. for a failed sign-in. */
  role: z.string(),
  address: z.string(),
  account: z.string(),
  region: z.string(),
  /** An action of the API, or an operation of the console such as `SignIn`. */
  action: z.string(),
  /** The target, outermost first, e.g. `cls-1/default/web`. */
  target: z.string(),
  outcome,
  code: z.nullable(z.number()),
  codeDesc: z.string(),
  message: z.string(),
  cloudRequestId: z.string(),
  /** In milliseconds; null while the operation runs. */
  duration: z.nullable(z.number()),
  /** The parameters with secrets masked; null if the list omits them because of their length. */
  params: z.nullable(z.record(z.string(), z.unknown())),
})
export type AuditEntry = z.output<typeof entry>

const isTime = (value: string) => /^\d{1,15}$/.test(value) || !Number.isNaN(Date.parse(value))

const timeField = z.pipe(
  z.optional(
    field(z.union([z.int(), z.string().check(z.refine(isTime))]), {
      rule: 'dateTime',
      message: 'must be a time such as 2026-11-25T10:00Z',
    }),
  ),
  z.transform((value) => {
    if (value === undefined || typeof value === 'number') return value
    return /^\d+$/.test(value) ? Number(value) : Date.parse(value)
  }),
)

const filters = {
  before: z.optional(
    field(z.string().check(z.regex(requestId)), {
      rule: 'type',
      message: 'must be the ID of an entry',
    }),
  ),
  from: timeField,
  until: timeField,
  user: z.optional(z.string()),
  account: z.optional(z.string()),
  action: z.optional(z.string()),
  /** A segment of the target, or its leading segments: `web`, `cls-1/default`. */
  object: z.optional(z.string()),
  outcome: z.optional(oneOf(outcomes)),
}

export const listAudit = route('GET /api/audit', {
  summary: 'Entries of the audit log, newest first; `before` is the id of the last entry shown.',
  access: 'admin',
  query: z.object({ limit: integer(1, 500, 50), ...filters }),
  response: z.object({ entries: z.readonly(z.array(entry)) }),
})

export const readAuditEntry = route('GET /api/audit/:name', {
  summary: 'One entry of the audit log, with its whole request.',
  access: 'admin',
  name: 'ID of the entry.',
  response: entry,
  errors: ['UnknownEntry'],
})

export const exportAuditCsv = route('GET /api/audit.csv', {
  summary: 'The audit log as CSV, newest first.',
  access: 'admin',
  query: z.object(filters),
  media: 'text/csv',
})

export const exportAuditJsonLines = route('GET /api/audit.jsonl', {
  summary: 'The audit log as JSON lines, newest first.',
  access: 'admin',
  query: z.object(filters),
  media: 'application/jsonl',
})

const moment = field(
  z.union([
    z.int().check(z.gte(0)),
    z
      .string()
      .check(z.refine((digits) => Number.isSafeInteger(Number(digits)) && Number(digits) >= 0)),
  ]),
  { rule: 'integer', message: 'must be a time in milliseconds since 1970-01-01T00:00:00Z' },
  { type: 'integer', minimum: 0 },
)
const momentQuery = z.pipe(
  moment,
  z.transform((value) => Number(value)),
)

const activityEntry = z.object({
  at: time,
  action: z.string(),
  target: z.string(),
  user: z.string(),
})
/**
 * A successful operation, without the parts that a user who may only read the target must not see.
 */
export type ActivityEntry = z.output<typeof activityEntry>

export const listActivity = route('GET /api/activity', {
  summary: 'Successful operations on a target and on what it contains, newest first.',
  access: 'viewer',
  query: z.object({
    ...locationQuery,
    target: requiredParameter(),
    from: momentQuery,
    to: momentQuery,
  }),
  response: z.object({ activity: z.readonly(z.array(activityEntry)) }),
  errors: ['UnknownAccount', 'OutOfScope'],
})
