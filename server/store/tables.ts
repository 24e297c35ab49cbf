/** Tables of the store. Times are milliseconds since 1970; ids are text, so that both databases make the same. */
export interface UserTable {
  name: string
  password_hash: string
  role: 'viewer' | 'operator' | 'admin'
  created_at: number
}

export interface SessionTable {
  /** SHA-256 of the id that the browser holds. */
  id_hash: string
  user_name: string
  created_at: number
  last_seen_at: number
}

export interface AuditTable {
  id: string
  at: number
  user_name: string
  account: string
  region: string
  action: string
  /** Nested parameters as JSON, secrets masked. */
  params: string
  /** `pending` until the answer is there: a row that stays so was cut off by a crash. */
  outcome: 'pending' | 'ok' | 'error' | 'unknown' | 'refused'
  code: number | null
  code_desc: string | null
  message: string | null
  /** Id of the request in the proxy's log. */
  request_id: string
  /** Id that the cloud gave it, if any. */
  cloud_request_id: string | null
  duration_ms: number | null
}

export interface CloudDocumentTable {
  kind: string
  id: string
  json: string
}

export interface Tables {
  users: UserTable
  sessions: SessionTable
  audit: AuditTable
  cloud_documents: CloudDocumentTable
}
