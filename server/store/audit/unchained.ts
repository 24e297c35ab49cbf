import type { ExpressionBuilder } from 'kysely'
import type { Db, Tables } from '../schema'
import { sha256 } from './chain'
import { auditColumns } from './columns'

/** Action of the entry that records the rows older than the chain. */
export const baselineAction = 'BeginAuditChain'

const batchSize = 2000
const maxIds = 100

/** Whether a row has no entry in the chain. */
export const isUnchained = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'audit'>) =>
  not(
    exists(
      selectFrom('auditChain').select('auditChain.seq').whereRef('auditChain.id', '=', 'audit.id'),
    ),
  )

/**
 * Returns the rows without an entry from an ID on: their number, a digest of all, and the first
 * IDs.
 */
export async function unchainedRows(
  db: Db,
  from = '',
): Promise<{ rows: number; digest: string; ids: string[] }> {
  let [rows, digest, lastId] = [0, '', from]
  const ids: string[] = []
  for (;;) {
    const batch = await db
      .selectFrom('audit')
      .select(auditColumns)
      .where('id', '>', lastId)
      .where(isUnchained)
      .orderBy('id')
      .limit(batchSize)
      .execute()
    for (const row of batch) {
      digest = await sha256(JSON.stringify([digest, ...auditColumns.map((name) => row[name])]))
      if (ids.length < maxIds) ids.push(row.id)
    }
    rows += batch.length
    lastId = batch.at(-1)?.id ?? lastId
    if (batch.length < batchSize) return { rows, digest, ids }
  }
}
