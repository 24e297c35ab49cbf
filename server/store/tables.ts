import type { Kysely } from 'kysely'
import type { BoardTable } from './boards'

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
  }
  boards: BoardTable
  cloudDocuments: {
    kind: string
    id: string
    json: string
  }
}

export type Db = Kysely<Tables>
