import type { Outcome } from '../../../src/contract/console/declare/values'
import type { AuditOutcome } from '../audit/ports'

/** The key of a service in the store; the region is spelled as the account configures it. */
export interface ServiceKey {
  account: string
  region: string
  clusterId: string
  namespace: string
  serviceName: string
}

/** A write to a service that was sent through the console. */
export interface RevisionRow extends ServiceKey {
  /** The request ID: sorts by time and equals the audit entry's ID. */
  id: string
  at: number
  user: string
  role: string
  action: string
  /** JSON of the nested parameters as sent, unmasked: a masked value could not be restored. */
  params: string
  outcome: Outcome
  code: number | null
  codeDesc: string
  message: string
}

export type RevisionEnding = Pick<AuditOutcome, 'outcome' | 'code' | 'codeDesc' | 'message'>

/**
 * Maximum number of revisions that are read to compute settings, and the maximum length of a call's
 * parameters in characters; the API accepts 32 KB.
 */
export const revisionLimits = { rows: 2000, params: 64 * 1024 }

export interface RevisionStore {
  add(row: RevisionRow): Promise<void>
  complete(id: string, ending: RevisionEnding): Promise<void>
  /**
   * Returns rows newest first; parameters longer than `maxParamsLength` characters are read as an
   * empty string.
   */
  list(key: ServiceKey, limit: number, maxParamsLength: number): Promise<RevisionRow[]>
}

/** An event of the cloud, stored beyond the hour for which the cloud keeps it. */
export interface SeenEventRow extends ServiceKey {
  /** Hash of the service and of the fields that identify an event. */
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
  /** When the console last saw the event, in milliseconds. */
  seenAt: number
}

export interface SeenEventStore {
  /** Returns events, latest first. */
  list(key: ServiceKey, limit: number): Promise<SeenEventRow[]>
  /** Inserts the events; replaces those with the same ID. */
  put(rows: readonly SeenEventRow[]): Promise<void>
  /** Deletes events last seen before `seenAt`. */
  removeBefore(seenAt: number): Promise<void>
}
