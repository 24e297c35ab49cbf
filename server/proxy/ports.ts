import type { Module } from '../../src/contract/action'
import type { BoardStore, DeedStore } from './boardPorts'
import type { DraftStore } from './draftPorts'
import type { RevisionStore, SeenEventStore } from './revisionPorts'
import type { TaskStore } from './taskPorts'

/** A cloud account as the proxy needs it. The key never leaves the functions that sign. */
export interface Account {
  name: string
  secretId: string
  secretKey: string
  /** Of temporary credentials. */
  token?: string
  signatureMethod: 'HmacSHA1' | 'HmacSHA256'
  production: boolean
  /** Region names as requests carry them, e.g. `gz`. */
  regions: readonly string[]
  /** Pushes a tag into its registry; only of an account whose world is at hand. */
  push?: Push
  /** URL that answers the actions of a module. Absent altogether: the vendor's public hosts. */
  endpoints?: Readonly<Partial<Record<Module, string>>>
}

/** How a push has ended: what it has done, or the refusal in the API's words. */
export type PushEnd =
  | { deleted: readonly string[]; fired: number; refusal?: undefined }
  | { refusal: { code: number; codeDesc: string; message: string } }

export type Push = (what: { reponame: string; tag: string }) => Promise<PushEnd>

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** Changes something, so that it must not be sent on a connection that may be closing. */
  isWrite: boolean
  /** Milliseconds for everything together: connection, sending, the whole answer. */
  timeLimit: number
}

export interface OutgoingAnswer {
  status: number
  contentType: string
  /** Value of Location, where there is one. */
  location?: string
  /** Value of Date, where there is one. */
  date?: string
  body: string
}

/** Why there is no answer. `isSent`: the request may have reached the other side. */
export class TransportError extends Error {
  readonly kind: 'unreachable' | 'timeout' | 'closed' | 'tooLarge'
  readonly isSent: boolean

  constructor(kind: TransportError['kind'], isSent: boolean, message: string) {
    super(message)
    this.name = 'TransportError'
    this.kind = kind
    this.isSent = isSent
  }
}

/** Sends one request, once, and follows no redirect; throws TransportError, and never hangs. */
export type Transport = (request: OutgoingRequest) => Promise<OutgoingAnswer>

export type Role = 'viewer' | 'operator' | 'admin'

export interface User {
  name: string
  passwordHash: string
  role: Role
  /** Milliseconds since 1970, as all times here. */
  createdAt: number
}

export interface Session {
  /** SHA-256 of the id that the browser holds. */
  idHash: string
  user: string
  createdAt: number
  usedAt: number
}

export type Outcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

/** How a recorded call has ended. */
export interface AuditEnding {
  outcome: Outcome
  /** The API's code or, of the console's own errors, the HTTP status; null while pending. */
  code: number | null
  codeDesc: string
  message: string
  /** The cloud's own id of the request, empty where it gave none. */
  cloudRequestId: string
  duration: number | null
}

export interface AuditRow extends AuditEnding {
  /** Id of the request; sorts by time. */
  id: string
  at: number
  user: string
  role: string
  address: string
  account: string
  region: string
  action: string
  /** What was acted on, outermost first, e.g. `cls-hd1jv48o/default/web`. */
  target: string
  /** JSON of the nested parameters, secrets masked. */
  params: string
}

export interface AuditQuery {
  limit: number
  /** Only rows older than the row of this id. */
  before?: string | undefined
  /** Times, the first inclusive and the second not. */
  from?: number | undefined
  until?: number | undefined
  user?: string | undefined
  account?: string | undefined
  action?: string | undefined
  /** A part of what was acted on, or its parts from the outermost on: `web`, `cls-1/default`. */
  object?: string | undefined
  outcome?: Outcome | undefined
}

/** Keys of different users have nothing to do with each other. */
export interface RepeatKey {
  user: string
  key: string
}

export interface RepeatClaim extends RepeatKey {
  /** Tells one body from another. */
  fingerprint: string
  requestId: string
  at: number
}

/** An answer as it was given: status and JSON. */
export interface KeptAnswer {
  status: number
  body: string
}

/** `lastAdmin`: refused, because nobody could administer any more. */
export type UserChange = 'done' | 'missing' | 'lastAdmin'

export interface Store {
  boards: BoardStore
  deeds: DeedStore
  users: {
    find(name: string): Promise<User | undefined>
    list(): Promise<User[]>
    /** False where the name is taken. */
    add(user: User): Promise<boolean>
    /** A new password ends all sessions of the user. */
    change(name: string, change: { passwordHash?: string; role?: Role }): Promise<UserChange>
    /** Ends all sessions of the user too. */
    remove(name: string): Promise<UserChange>
  }
  sessions: {
    /** With the user's present role. */
    find(idHash: string): Promise<(Session & { role: Role }) | undefined>
    add(session: Session): Promise<void>
    touch(idHash: string, usedAt: number): Promise<void>
    remove(idHash: string): Promise<void>
    /** Forgets sessions made or last used before these times. */
    removeEnded(before: { createdAt: number; usedAt: number }): Promise<void>
  }
  /** Writes by their idempotency keys. */
  repeats: {
    /** Claims a key; undefined where it was free, or what the earlier claim of it is. */
    begin(claim: RepeatClaim): Promise<{ fingerprint: string; kept?: KeptAnswer } | undefined>
    /** Keeps the answer for repeats. */
    keep(key: RepeatKey, answer: KeptAnswer): Promise<void>
    /** Takes a claim back: nothing was done. */
    release(key: RepeatKey): Promise<void>
    /** Waits for the answer of a write that another process makes; undefined: nobody knows. */
    ended(key: RepeatKey): Promise<KeptAnswer | undefined>
    forgetBefore(at: number): Promise<void>
  }
  audit: {
    add(row: AuditRow): Promise<void>
    complete(id: string, ending: AuditEnding): Promise<void>
    /** Newest first. */
    list(query: AuditQuery): Promise<AuditRow[]>
    find(id: string): Promise<AuditRow | undefined>
  }
  revisions: RevisionStore
  seenEvents: SeenEventStore
  tasks: TaskStore
  drafts: DraftStore
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
  /** A hash that no password fits, as costly to verify as any. */
  decoy: string
}

/** One structured line; never holds parameters, keys or bodies. */
export type Log = (line: Record<string, string | number | boolean | undefined>) => void

export interface ProxyPorts {
  accounts: readonly Account[]
  transport: Transport
  store: Store
  passwords: Passwords
  /** Milliseconds since 1970. */
  now: () => number
  /** That many random bytes, fit for secrets. */
  randomBytes: (length: number) => Uint8Array
  log: Log
  /** Values of Host that are answered, without port; anything else may be DNS rebinding. */
  hosts: readonly string[]
  /** Whether everything that the process needs is there; for /readyz. */
  isReady: () => Promise<boolean>
  /** Milliseconds that an endpoint has for a whole answer; 15 s and 30 s unless given. */
  timeLimits?: { read: number; write: number }
}

/** Who is at the other end of the connection. */
export interface Peer {
  address: string
  tls: boolean
}
