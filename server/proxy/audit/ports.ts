import type { Outcome } from '../../../src/contract/console/declare/values'

/** Outcome of a recorded call. */
export interface AuditOutcome {
  outcome: Outcome
  /** The API's code or, for the console's own errors, the HTTP status; null while pending. */
  code: number | null
  codeDesc: string
  message: string
  /** The cloud's request ID; empty if it sent none. */
  cloudRequestId: string
  duration: number | null
}

export interface AuditRow extends AuditOutcome {
  /** Id of the request; sorts by time. */
  id: string
  at: number
  user: string
  role: string
  address: string
  account: string
  region: string
  action: string
  /** The target, outermost first, e.g. `cls-hd1jv48o/default/web`. */
  target: string
  /** JSON of the nested parameters, secrets masked. */
  params: string
}

export interface AuditQuery {
  limit: number
  /** Only rows older than the row with this ID. */
  before?: string | undefined
  /** Time range: the start is inclusive, the end exclusive. */
  from?: number | undefined
  until?: number | undefined
  user?: string | undefined
  account?: string | undefined
  action?: string | undefined
  /** A segment of the target, or its leading segments: `web`, `cls-1/default`. */
  object?: string | undefined
  outcome?: Outcome | undefined
  /** Parameters with more characters than this are omitted and read as an empty string. */
  maxParamsLength?: number | undefined
}
