import type { Kysely } from 'kysely'
import type { BoardTable } from './tables/boards'
import type { DraftTable } from './tables/drafts'
import type { TaskTable } from './tables/tasks'

export type Role = 'viewer' | 'operator' | 'admin'

/**
 * pending: written before the call goes out; ok; error: the call was refused and nothing is left
 * open; unknown: nobody knows whether it was carried out; refused: it never left the console.
 */
export type Outcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

/** Times are milliseconds since 1970. Ids are text, made by the caller: none is counted up here. */
export interface Tables {
  users: {
    name: string
    passwordHash: string
    role: Role
    createdAt: number
    /** JSON of what the user reaches; `{}`: everything. */
    scope: string
    /** 1: may look, whatever the role says. */
    readOnly: number
    source: 'local' | 'sso'
  }
  sessions: {
    /** SHA-256 of the id that the browser holds. */
    idHash: string
    user: string
    createdAt: number
    usedAt: number
  }
  audit: {
    /** Sorts by time; also the id of the request. */
    id: string
    at: number
    user: string
    role: string
    /** Address that the request came from. */
    address: string
    account: string
    region: string
    action: string
    /** What was acted on, outermost first, e.g. `cls-hd1jv48o/default/web`. */
    target: string
    /** Nested parameters as JSON, secrets masked. */
    params: string
    outcome: Outcome
    /** The API's code or, of the console's own errors, the HTTP status; null while pending. */
    code: number | null
    codeDesc: string
    message: string
    /** The cloud's own id of the request, empty where it gave none. */
    cloudRequestId: string
    /** Milliseconds from first to last; null while pending. */
    duration: number | null
    /** Process that does it. */
    instance: string
    /** 1: the chain vouches for it; 0: from before there was one. */
    chained: number
  }
  /** Entries that vouch for the audit, in their order (chain.ts). */
  auditChain: {
    seq: number
    /** Of the row in the audit. */
    id: string
    /** JSON of how the deed ended; null: it begins. */
    ending: string | null
    hash: string
  }
  /** What each row of the audit can be looked up by. */
  auditParts: {
    part: string
    id: string
  }
  /** Switches that are on. */
  switches: {
    name: string
    setBy: string
    at: number
  }
  /** Sign-ins that failed, or have not ended. */
  attempts: {
    id: string
    key: string
    at: number
  }
  repeats: {
    user: string
    /** The caller's own, or the id of the request. */
    key: string
    /** Tells one body from another without holding any of it. */
    fingerprint: string
    requestId: string
    /** Process that made the claim. */
    instance: string
    at: number
    /** Of the answer; null while there is none. */
    status: number | null
    body: string | null
  }
  revisions: {
    /** Id of the request; sorts by time. */
    id: string
    at: number
    user: string
    role: string
    account: string
    region: string
    clusterId: string
    namespace: string
    serviceName: string
    action: string
    /** Nested parameters as JSON, as they were sent. */
    params: string
    outcome: Outcome
    code: number | null
    codeDesc: string
    message: string
  }
  seenEvents: {
    /** Hash of the service and of what makes two events equal. */
    id: string
    account: string
    region: string
    clusterId: string
    namespace: string
    serviceName: string
    /** Beijing time, as the API writes it. */
    firstSeen: string
    lastSeen: string
    count: number
    level: string
    objType: string
    objName: string
    reason: string
    message: string
    seenAt: number
  }
  boards: BoardTable
  cloudDocuments: {
    kind: string
    id: string
    json: string
  }
  tasks: TaskTable
  drafts: DraftTable
}

export type Db = Kysely<Tables>
