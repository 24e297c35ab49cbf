import type { Module } from '../../src/contract/action'
import type { Change } from '../../src/contract/change'
import type { Role, Scope } from '../../src/contract/console/declare/values'
import type { BackendKind } from '../../src/contract/console/session'
import type { ActionName } from '../../src/contract/index'
import type { UnavailableReason } from '../../src/contract/rules/unavailable'
import type { ByteArray, Mac } from '../wire/sign'
import type { AuditOutcome, AuditQuery, AuditRow } from './audit/ports'
import type { SessionLimits } from './auth/limits/sessionLimits'
import type { DeviceStore, FailureCountStore, Passwords } from './auth/ports'
import type { SessionStore } from './auth/session/ports'
import type { FreshSignInStore, LogoutTokenStore } from './auth/sso/ports'
import type { SingleSignOn } from './auth/sso/provider'
import type { ActivityStore, BoardStore } from './boards/ports'
import type { IdempotencyStore } from './calls/ports'
import type { DraftStore } from './drafts/ports'
import type { RevisionStore, SeenEventStore } from './history/ports'
import type { Limits } from './http/rateLimits'
import type { InventoryStore, LeaseStore } from './inventory/ports'
import type { MaskedValueStore } from './secrets/ports'
import type { TaskStore } from './tasks/ports'
import type { TokenStore } from './tokens/ports'
import type { Permissions, User, UserChange, UserStore } from './users/ports'

export type { Passwords, Permissions, Role, Scope, SingleSignOn, User, UserChange }

/** A configured cloud account. Only the signing functions read `secretKey`. */
export interface Account {
  name: string
  secretId: string
  secretKey: string
  /** Token of temporary credentials. */
  token?: string
  signatureMethod: 'HmacSHA1' | 'HmacSHA256'
  production: boolean
  /** Lets users limited to clusters or namespaces deploy services that control the node. */
  allowHostAccess?: boolean
  /** Region names as sent in requests, e.g. `gz`. */
  regions: readonly string[]
  /** What answers the account in this process; absent for a remote endpoint. */
  backendKind?: BackendKind
  /** Reports each later change until the returned function is called; absent if it must be polled. */
  watch?: (onChange: (change: Change) => void) => () => void
  /** Pushes a tag to the account's registry; only for accounts that the host simulates. */
  push?: Push
  /** Endpoint URLs by module; the vendor's public hosts if absent. */
  endpoints?: Readonly<Partial<Record<Module, string>>>
  /**
   * Actions that the account's backend does not answer, with the reason; absent if only the
   * endpoint knows.
   */
  unavailable?: { readonly [N in ActionName]?: UnavailableReason }
}

/** The result of a push, or the refusal with the API's code and message. */
export type PushResult =
  | { deleted: readonly string[]; fired: number; refusal?: undefined }
  | { refusal: { code: number; codeDesc: string; message: string } }

export type Push = (what: { reponame: string; tag: string }) => Promise<PushResult>

export interface OutgoingRequest {
  /** Name of the account that the call is for. */
  account?: string
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: ByteArray
  /** Writes must not reuse a connection that may be closing. */
  isWrite: boolean
  /** In milliseconds; covers connecting, sending and receiving. */
  timeLimit: number
}

export interface OutgoingResponse {
  status: number
  contentType: string
  /** Value of the Location header. */
  location?: string
  /** Value of the Date header. */
  date?: string
  /** Value of the Age header: seconds since the data was current. */
  age?: string
  body: string
}

/** Why there is no response. `isSent`: the request may have arrived. */
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

/**
 * Sends a request once, without following redirects; rejects with TransportError and always settles
 * within the time limit.
 */
export type Transport = (request: OutgoingRequest) => Promise<OutgoingResponse>

export interface Store {
  boards: BoardStore
  activity: ActivityStore
  users: UserStore
  sessions: SessionStore
  switches: {
    /** The switches that are on, with the user and the time of the change. */
    list(): Promise<{ name: string; setBy: string; at: number }[]>
    set(name: string, isOn: boolean, by: { user: string; at: number }): Promise<void>
  }
  failureCounts: FailureCountStore
  devices: DeviceStore
  freshSignIns: FreshSignInStore
  logoutTokens: LogoutTokenStore
  idempotencyKeys: IdempotencyStore
  audit: {
    add(row: AuditRow): Promise<void>
    complete(id: string, ending: AuditOutcome): Promise<void>
    /** Lists rows, newest first. */
    list(query: AuditQuery): Promise<AuditRow[]>
    find(id: string): Promise<AuditRow | undefined>
    /** Time of the last sign-in by user. */
    lastSignIns(): Promise<Map<string, number>>
  }
  revisions: RevisionStore
  seenEvents: SeenEventStore
  tasks: TaskStore
  drafts: DraftStore
  accessTokens: TokenStore
  maskedValues: MaskedValueStore
  inventory: InventoryStore
  leases: LeaseStore
  /** Whether an error means that the database is temporarily unavailable; a retry may succeed. */
  isOutage(error: unknown): boolean
  /** Whether an error comes from the database, outage or not. */
  hasFailed(error: unknown): boolean
}

/** Writes a structured log line, which never contains parameters, keys or bodies. */
export type Log = (line: Record<string, string | number | boolean | undefined>) => void

/** Facts about the process; `lag`: delay of timers since the last call, in milliseconds. */
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
  /** Unix milliseconds. */
  now: () => number
  /** Returns cryptographically secure random bytes. */
  randomBytes: (length: number) => Uint8Array
  log: Log
  /** Stable ID of this console, shared by all proxies on one store; part of its cookie names. */
  consoleId: string
  /** Accepted Host values, without port. Other values may come from DNS rebinding. */
  hosts: readonly string[]
  /** Whether all dependencies are available; for /readyz. */
  isReady: () => Promise<boolean>
  /** A monotonic clock in milliseconds; defaults to `now`. */
  elapsed?: () => number
  processFacts?: () => ProcessFacts
  singleSignOn?: SingleSignOn
  /** False behind a proxy that is not trusted: administrators are warned. */
  isClientAddressKnown?: boolean
  /** The host's HMAC in Base64; set if the host has a faster one than Web Crypto. */
  mac?: Mac
  /** The console's public origin, if it differs from the requested address. */
  origin?: string
  /** Limits of sessions; defaultSessionLimits by default. */
  sessionLimits?: SessionLimits
  /** Rate limits per session and per account; unlimited by default. */
  limits?: Limits
  /** Limits of the calls with which the inventory reads endpoints that cannot be watched. */
  inventory?: { callsPerSecond: number }
  /** Roles that may reveal masked secrets; by default only administrators. Viewers never may. */
  revealRoles?: readonly Role[]
}

/** The client's end of the connection. */
export interface Peer {
  address: string
  tls: boolean
  /**
   * Whether a trusted proxy forwarded the request; if so, the Host header may name this process.
   */
  isForwarded?: boolean
}
