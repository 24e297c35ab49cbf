import type { Module } from '../../src/contract/action'
import type { Role, Scope } from '../../src/contract/console/declare/values'
import type { ActionName } from '../../src/contract/index'
import type { UnavailableReason } from '../../src/contract/rules/unavailable'
import type { Bytes, Mac } from '../wire/sign'
import type { AuditEnding, AuditQuery, AuditRow } from './audit/ports'
import type { ActivityStore, BoardStore } from './boards/ports'
import type { DraftStore } from './drafts/ports'
import type { RevisionStore, SeenEventStore } from './history/ports'
import type { Limits } from './http/rateLimits'
import type { TaskStore } from './tasks/ports'

export type { Role, Scope }

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
  /** Actions that the account's backend does not answer, and why; absent where an endpoint decides for itself. */
  unavailable?: { readonly [N in ActionName]?: UnavailableReason }
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
  body?: Bytes
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

/** What a user may do. */
export interface Standing {
  role: Role
  scope: Scope
  /** May look, whatever the role says. */
  isReadOnly: boolean
}

export interface User extends Standing {
  name: string
  passwordHash: string
  /** Milliseconds since 1970, as all times here. */
  createdAt: number
  /** Who says who it is: this console by a password, or single sign-on. */
  source: 'local' | 'sso'
}

/** A user to be added; what is left out limits nothing. */
export type NewUser = Pick<User, 'name' | 'passwordHash' | 'role' | 'createdAt'> &
  Partial<Pick<User, 'scope' | 'isReadOnly' | 'source'>>

export interface Session {
  /** SHA-256 of the id that the browser holds. */
  idHash: string
  user: string
  createdAt: number
  usedAt: number
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
  activity: ActivityStore
  users: {
    find(name: string): Promise<User | undefined>
    list(): Promise<User[]>
    /** False where the name is taken. */
    add(user: NewUser): Promise<boolean>
    /** A new password ends all sessions of the user. `allow` looks at the user as it is by then, and may throw. */
    change(
      name: string,
      change: Partial<Pick<User, 'passwordHash' | 'role' | 'scope' | 'isReadOnly'>>,
      allow?: (user: User) => void,
    ): Promise<UserChange>
    /** Ends all sessions of the user too. */
    remove(name: string, allow?: (user: User) => void): Promise<UserChange>
  }
  sessions: {
    /** With what the user may do at present. */
    find(idHash: string): Promise<(Session & Standing) | undefined>
    /** False where the user has another password by now than the one that let them in. */
    add(session: Session, passwordHash?: string): Promise<boolean>
    touch(idHash: string, usedAt: number): Promise<void>
    remove(idHash: string): Promise<void>
    /** All of a user, but for one where it is named. */
    removeOf(user: string, except?: string): Promise<void>
    /** Counts what took something from a session through this store. */
    changes(): number
    /** How many each user has. */
    counts(endedBefore: { createdAt: number; usedAt: number }): Promise<Map<string, number>>
    /** Forgets sessions made or last used before these times. */
    removeEnded(before: { createdAt: number; usedAt: number }): Promise<void>
  }
  switches: {
    /** Those that are on, with who switched them and when. */
    list(): Promise<{ name: string; setBy: string; at: number }[]>
    set(name: string, isOn: boolean, by: { user: string; at: number }): Promise<void>
  }
  /** Failed sign-ins, by what they count for. */
  attempts: {
    add(id: string, keys: readonly string[], at: number): Promise<void>
    /** Times of those after one and before that of an id, the latest first; ids sort by time. */
    times(key: string, after: number, before: string): Promise<number[]>
    /** All that count for a key, or one of them. */
    forget(key: string, id?: string): Promise<void>
    forgetBefore(at: number): Promise<void>
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
    /** When each user last signed in. */
    lastSignIns(): Promise<Map<string, number>>
  }
  revisions: RevisionStore
  seenEvents: SeenEventStore
  tasks: TaskStore
  drafts: DraftStore
  /** Whether an error of this store says that its database is away: the same may go well a moment later. */
  isOutage(error: unknown): boolean
  /** Whether an error is the database's, be it away or not as it should be. */
  hasFailed(error: unknown): boolean
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
  /** A hash that no password fits, as costly to verify as any. */
  decoy: string
}

/** An identity provider that people can sign in through. */
export interface SingleSignOn {
  /** Where the browser goes, and what it has to bring back; `redirect` is where it comes back to. */
  begin(redirect: string): Promise<{ url: string; secret: string }>
  /** Who has come back, and the role that its groups have. Throws Problem. */
  end(callback: URL, secret: string): Promise<{ user: string; role: Role | undefined }>
  /** Where one signs out of the provider itself, where it has such a page. */
  signOutUrl(after: string): Promise<string | undefined>
}

/** One structured line; never holds parameters, keys or bodies. */
export type Log = (line: Record<string, string | number | boolean | undefined>) => void

/** What a host knows of its process; `lag`: milliseconds by which timers were late since last asked. */
export interface ProcessFacts {
  startedAt: number
  residentBytes: number
  lag?: { p99: number; max: number }
}

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
  /** Milliseconds of a clock that never goes back, to take the time by; `now` unless given. */
  elapsed?: () => number
  processFacts?: () => ProcessFacts
  /** Milliseconds that an endpoint has for a whole answer; 15 s and 30 s unless given. */
  timeLimits?: { read: number; write: number }
  singleSignOn?: SingleSignOn
  /** HMAC by the host, in Base64, where it has a faster one than the Web's. */
  mac?: Mac
  /** Under which browsers reach the console, where it is not the address that they ask for. */
  origin?: string
  /** How much each session and each account may ask for; no limits unless given. */
  limits?: Limits
}

/** Who is at the other end of the connection. */
export interface Peer {
  address: string
  tls: boolean
}
