import type { Outcome } from '../../../src/contract/console/declare/values'
import type { AuditEnding } from '../audit/ports'

/** A service as the store knows it: region as the account names it. */
export interface ServiceKey {
  account: string
  region: string
  clusterId: string
  namespace: string
  serviceName: string
}

/** One write that went through the console to a service. */
export interface RevisionRow extends ServiceKey {
  /** Id of the request; sorts by time, and names the audit's row too. */
  id: string
  at: number
  user: string
  role: string
  action: string
  /** JSON of the nested parameters as they were sent: nothing masked, or nothing could be restored. */
  params: string
  outcome: Outcome
  code: number | null
  codeDesc: string
  message: string
}

export type RevisionEnding = Pick<AuditEnding, 'outcome' | 'code' | 'codeDesc' | 'message'>

export interface RevisionStore {
  add(row: RevisionRow): Promise<void>
  complete(id: string, ending: RevisionEnding): Promise<void>
  /** Newest first; an empty text stands for parameters of more characters than `longest`. */
  list(key: ServiceKey, limit: number, longest: number): Promise<RevisionRow[]>
}

/** An event as the cloud told it, kept beyond the cloud's own hour. */
export interface SeenEventRow extends ServiceKey {
  /** Hash of the service and of what makes two events equal. */
  id: string
  /** Beijing time, as the API writes it. */
  firstSeen: string
  lastSeen: string
  count: number
  level: string
  objType: string
  objName: string
  reason: string
  message: string
  /** When the console saw it last, in milliseconds. */
  seenAt: number
}

export interface SeenEventStore {
  /** The latest first. */
  list(key: ServiceKey, limit: number): Promise<SeenEventRow[]>
  /** Adds, or replaces those of the same id. */
  put(rows: readonly SeenEventRow[]): Promise<void>
  /** Forgets those seen last before `seenAt`. */
  removeBefore(seenAt: number): Promise<void>
}
