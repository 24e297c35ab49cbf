import type { Db } from './open'
import type { AuditTable } from './tables'

export interface AuditEntry {
  id: string
  at: number
  user: string
  account: string
  region: string
  action: string
  /** JSON, secrets masked. */
  params: string
  outcome: AuditTable['outcome']
  code: number | null
  codeDesc: string | null
  message: string | null
  requestId: string
  cloudRequestId: string | null
  durationMs: number | null
}

export type AuditStart = Pick<
  AuditEntry,
  'id' | 'at' | 'user' | 'account' | 'region' | 'action' | 'params' | 'requestId'
>

export type AuditEnd = Pick<AuditEntry, 'outcome' | 'durationMs'> &
  Partial<Pick<AuditEntry, 'code' | 'codeDesc' | 'message' | 'cloudRequestId'>>

export interface AuditFilter {
  limit: number
  /** Only entries older than this one, for the next page. */
  before?: { at: number; id: string }
  user?: string
  action?: string
  outcome?: string
}

const ended = (end: AuditEnd) => ({
  outcome: end.outcome,
  duration_ms: end.durationMs,
  code: end.code ?? null,
  code_desc: end.codeDesc ?? null,
  message: end.message ?? null,
  cloud_request_id: end.cloudRequestId ?? null,
})

const entry = (row: AuditTable): AuditEntry => ({
  id: row.id,
  at: row.at,
  user: row.user_name,
  account: row.account,
  region: row.region,
  action: row.action,
  params: row.params,
  outcome: row.outcome,
  code: row.code,
  codeDesc: row.code_desc,
  message: row.message,
  requestId: row.request_id,
  cloudRequestId: row.cloud_request_id,
  durationMs: row.duration_ms,
})

export const createAudit = (db: Db) => ({
  /** Before the call goes out: what stays `pending` was cut off. With `end`, a call that never went out. */
  async begin(
    { user, requestId, ...start }: AuditStart,
    end: AuditEnd = { outcome: 'pending', durationMs: null },
  ): Promise<void> {
    await db
      .insertInto('audit')
      .values({ ...start, user_name: user, request_id: requestId, ...ended(end) })
      .execute()
  },

  async complete(id: string, end: AuditEnd): Promise<void> {
    await db.updateTable('audit').set(ended(end)).where('id', '=', id).execute()
  },

  /** Newest first. */
  async list({ limit, before, user, action, outcome }: AuditFilter): Promise<AuditEntry[]> {
    let query = db.selectFrom('audit').selectAll()
    if (user !== undefined) query = query.where('user_name', '=', user)
    if (action !== undefined) query = query.where('action', '=', action)
    if (outcome !== undefined) {
      query = query.where('outcome', '=', outcome as AuditTable['outcome'])
    }
    if (before) {
      query = query.where((where) =>
        where.or([
          where('at', '<', before.at),
          where.and([where('at', '=', before.at), where('id', '<', before.id)]),
        ]),
      )
    }
    const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
    return rows.map(entry)
  },
})
