import type { Role, Scope } from '../../api/session/session'

export type Outcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

/** An entry as listed by GET /api/audit. */
export interface Row {
  id: string
  at: number
  user: string
  role: string
  address: string
  account: string
  region: string
  action: string
  target: string
  outcome: Outcome
  code: number | null
  codeDesc: string
  message: string
  cloudRequestId: string
  duration: number | null
}

/** An entry as returned by GET /api/audit/<id>. */
export interface Entry extends Row {
  params: Record<string, unknown>
}

/** A user as returned by GET /api/users. */
export interface Person {
  user: string
  role: Role
  createdAt: number
  scope: Scope
  readOnly: boolean
  source: 'local' | 'sso'
  sessions: number
  /** Time of the last sign-in; null for never. */
  signedInAt: number | null
}

/** An account as returned by GET /api/accounts. */
export interface AccountState {
  name: string
  production: boolean
  signatureMethod: string
  isTemporary: boolean
  endpoints: Record<string, string>
  regions: readonly {
    region: string
    answeredAt?: number
    skew?: number
    error?: { at: number; action: string; code: number; codeDesc: string; message: string }
  }[]
}

export interface Switches {
  isReadOnly: boolean
  accounts: readonly string[]
  /** An active read-only switch; without an account it covers the whole console. */
  set: readonly { account?: string; user: string; at: number }[]
}
