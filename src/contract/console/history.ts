import * as z from 'zod/mini'
import { integer, requiredParameter } from './declare/field'
import { route } from './declare/route'
import { locationQuery, outcome, serviceQuery, time } from './declare/values'

const settings = z.record(z.string(), z.unknown())

const revision = z.object({
  id: z.string(),
  at: time,
  user: z.string(),
  role: z.string(),
  action: z.string(),
  outcome,
  code: z.nullable(z.number()),
  codeDesc: z.string(),
  message: z.string(),
  params: settings,
  /**
   * All settings of the service after the write; null if unknown or if the write was not executed.
   */
  spec: z.nullable(settings),
})
/** A write to a service through this console. */
export type Revision = z.output<typeof revision>

const observedEvent = z.object({
  id: z.string(),
  /** Beijing time, as in the API; the same applies to `lastSeen`. */
  firstSeen: z.string(),
  lastSeen: z.string(),
  count: z.number(),
  /** `Normal` or `Warning`. */
  level: z.string(),
  objType: z.string(),
  objName: z.string(),
  reason: z.string(),
  message: z.string(),
})
/** An event that the console has observed; kept longer than in the cloud. */
export type ObservedEvent = z.output<typeof observedEvent>

const events = z.object({ events: z.readonly(z.array(observedEvent)) })
const errors = ['UnknownAccount', 'OutOfScope'] as const

export const listRevisions = route('GET /api/revisions', {
  summary: 'Writes to a service through this console, newest first.',
  access: 'viewer',
  query: z.object({ ...serviceQuery, limit: integer(1, 500, 100) }),
  response: z.object({ totalCount: z.number(), revisions: z.readonly(z.array(revision)) }),
  errors,
})

export const listEvents = route('GET /api/events', {
  summary: 'Events of a service that the console has observed, latest first.',
  access: 'viewer',
  query: z.object(serviceQuery),
  response: events,
  errors,
})

export const listNodeEvents = route('GET /api/nodeEvents', {
  summary: 'When the nodes of a cluster became abnormal or normal, latest first.',
  access: 'viewer',
  query: z.object({ ...locationQuery, clusterId: requiredParameter() }),
  response: events,
  errors,
})
