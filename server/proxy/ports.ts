import type { Module } from '../../src/contract/action'

/** Cloud account as the proxy needs it. The key never leaves the functions that sign. */
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
  /** URL that answers the actions of a module. */
  endpoints: Partial<Record<Module, string>>
}

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  timeoutMs: number
}

export interface OutgoingAnswer {
  status: number
  contentType: string
  body: string
}

/** Why there is no answer. `sent`: the request may have reached the other side. */
export class TransportError extends Error {
  readonly kind: 'unreachable' | 'timeout' | 'closed' | 'tooLarge'
  readonly sent: boolean

  constructor(kind: TransportError['kind'], sent: boolean, message: string) {
    super(message)
    this.name = 'TransportError'
    this.kind = kind
    this.sent = sent
  }
}

/** Sends one request and follows no redirect; throws TransportError. */
export type Transport = (request: OutgoingRequest) => Promise<OutgoingAnswer>

export type Role = 'viewer' | 'operator' | 'admin'

export interface User {
  name: string
  passwordHash: string
  role: Role
  createdAt: number
}

export interface Session {
  /** SHA-256 of the id that the browser holds. */
  idHash: string
  user: string
  createdAt: number
  lastSeenAt: number
}

export type Outcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

export interface AuditStart {
  id: string
  at: number
  user: string
  account: string
  region: string
  action: string
  /** JSON of the nested parameters, secrets masked. */
  params: string
  requestId: string
}

export interface AuditEnd {
  outcome: Outcome
  durationMs: number | null
  code?: number | null
  codeDesc?: string | null
  message?: string | null
  cloudRequestId?: string | null
}

export interface AuditFilter {
  limit: number
  before?: { at: number; id: string }
  user?: string
  action?: string
  outcome?: string
}

export interface Store {
  users: {
    find(name: string): Promise<User | undefined>
    list(): Promise<User[]>
    add(user: User): Promise<boolean>
    change(name: string, to: Partial<Pick<User, 'passwordHash' | 'role'>>): Promise<void>
    remove(name: string): Promise<void>
  }
  sessions: {
    find(idHash: string): Promise<Session | undefined>
    add(session: Session): Promise<void>
    touch(idHash: string, at: number): Promise<void>
    remove(idHash: string): Promise<void>
    removeOf(user: string): Promise<void>
    prune(createdBefore: number, seenBefore: number): Promise<void>
  }
  audit: {
    begin(start: AuditStart, end?: AuditEnd): Promise<void>
    complete(id: string, end: AuditEnd): Promise<void>
    list(filter: AuditFilter): Promise<(AuditStart & AuditEnd)[]>
  }
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
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
  ready: () => Promise<boolean>
}

/** Who is at the other end of the connection. */
export interface Peer {
  address: string
  tls: boolean
}
