import { storable } from './storable'
import type { Db, Outcome, Tables } from './tables'

export type AuditRow = Tables['audit']

/** How a call that was written down as pending has ended. */
export type Ending = Pick<
  AuditRow,
  'outcome' | 'code' | 'codeDesc' | 'message' | 'cloudRequestId' | 'duration'
>

export interface AuditQuery {
  limit: number
  /** Rows older than the row of this id. */
  before?: string | undefined
  user?: string | undefined
  account?: string | undefined
  action?: string | undefined
  outcome?: Outcome | undefined
}

const ended = (ending: Ending): Ending => ({
  outcome: ending.outcome,
  code: ending.code,
  codeDesc: storable(ending.codeDesc),
  message: storable(ending.message),
  cloudRequestId: storable(ending.cloudRequestId),
  duration: ending.duration,
})

/** Who did what. Rows are added and completed, never taken away. */
export function createAudit(db: Db) {
  return {
    async add(row: AuditRow): Promise<void> {
      const { account, region, target } = row
      const asked = {
        account: storable(account),
        region: storable(region),
        target: storable(target),
      }
      await db
        .insertInto('audit')
        .values({ ...row, ...asked, ...ended(row) })
        .execute()
    },

    async complete(id: string, ending: Ending): Promise<void> {
      await db.updateTable('audit').set(ended(ending)).where('id', '=', id).execute()
    },

    /** Newest first. */
    list({ limit, before, ...wanted }: AuditQuery): Promise<AuditRow[]> {
      let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
      if (before !== undefined) query = query.where('id', '<', before)
      for (const column of ['user', 'account', 'action', 'outcome'] as const) {
        const value = wanted[column]
        if (value !== undefined) query = query.where(column, '=', value)
      }
      return query.execute()
    },

    /**
     * Rows that an earlier process left pending become unknown; the number of them. Another process
     * that is still at work on one completes it all the same.
     */
    async settle(message: string): Promise<number> {
      const result = await db
        .updateTable('audit')
        .set({ outcome: 'unknown', message })
        .where('outcome', '=', 'pending')
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },
  }
}
