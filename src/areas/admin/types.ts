import type { Role, Scope } from '../../api/session/session'

export type Outcome = 'pending' | 'ok' | 'error' | 'unknown' | 'refused'

/** One deed, as GET /api/audit lists it. */
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

/** One deed, as GET /api/audit/<id> tells it. */
export interface Entry extends Row {
  params: Record<string, unknown>
}

/** A user, as GET /api/users tells it. */
export interface Person {
  user: string
  role: Role
  createdAt: number
  scope: Scope
  readOnly: boolean
  source: 'local' | 'sso'
  sessions: number
  /** When last; null: never yet. */
  signedInAt: number | null
}

/** An account, as GET /api/accounts tells it. */
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
  /** Who switched what is on, and when; without an account: the whole console. */
  set: readonly { account?: string; user: string; at: number }[]
}
