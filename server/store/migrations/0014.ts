import type { Kysely, Migration } from 'kysely'
import { entryHash, genesisHash, type Head, serializeEnding } from '../audit/chain'
import { baselineAction, unchainedRows } from '../audit/unchained'
import { randomHex } from '../randomHex'
import type { Tables } from '../schema'

const recordedSuccess = {
  outcome: 'ok' as const,
  code: 0,
  codeDesc: 'Success',
  message: '',
  cloudRequestId: '',
}

/**
 * Records in the chain how many rows are older than the chain, with their digest. A row inserted
 * later with an earlier time then differs from the record.
 */
async function recordBaseline(db: Kysely<Tables>, before: Head): Promise<Head> {
  const { rows, digest } = await unchainedRows(db)
  const users = await db.selectFrom('users').select('name').limit(1).execute()
  const isNeeded = rows > 0 || (before.seq === 0 && users.length > 0)
  if (!isNeeded) return before
  const at = Date.now()
  const id = `${at.toString(16).padStart(12, '0')}-0000${randomHex(6)}`
  const emptyContext = { user: '', role: '', address: '', account: '', region: '', target: '' }
  const baseline = { action: baselineAction, params: JSON.stringify({ rows, digest }) }
  const row = {
    id,
    at,
    ...emptyContext,
    ...baseline,
    ...recordedSuccess,
    duration: 0,
    instance: '',
    chained: 1,
  }
  await db.insertInto('audit').values(row).execute()
  let head = before
  for (const ending of [null, serializeEnding(row)]) {
    const entry = { seq: head.seq + 1, id, ending }
    const hash = await entryHash(head.hash, entry, row)
    await db
      .insertInto('auditChain')
      .values({ ...entry, hash })
      .execute()
    head = { seq: entry.seq, hash }
  }
  return head
}

/**
 * Adds the last entry of the audit chain, to detect a truncated or emptied log; an index for the
 * entries of a row; and a table for test writes.
 */
export const addAuditHead: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema.createIndex('auditChainById').on('auditChain').column('id').execute()
    await db.schema
      .createTable('auditHead')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('writeTests')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute()
    const lastEntry = await db
      .selectFrom('auditChain')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const head = await recordBaseline(db, lastEntry ?? { seq: 0, hash: genesisHash })
    await db
      .insertInto('auditHead')
      .values({ name: 'head', ...head })
      .execute()
  },
}
