import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Adds the audit chain: an entry for the start and an entry for the end of each call, each with a
 * hash over itself and the previous hash. Earlier rows have no entries and are not covered.
 */
export const addAuditChain: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('auditChain')
      .addColumn('seq', 'bigint', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('ending', 'text')
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('auditParts')
      .addColumn('part', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('auditPartsKey', ['part', 'id'])
      .execute()
    const auditTable = db.schema.alterTable('audit')
    await auditTable
      .addColumn('instance', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await auditTable
      .addColumn('chained', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    for (const column of ['user', 'account', 'action'] as const) {
      const name = `auditBy${column[0]?.toUpperCase()}${column.slice(1)}`
      await db.schema.createIndex(name).on('audit').columns([column, 'id']).execute()
    }
    // Few rows are pending at any time, but they are queried often.
    await db.schema
      .createIndex('auditPending')
      .on('audit')
      .column('instance')
      .where(sql.ref('outcome'), '=', sql.lit('pending'))
      .execute()
  },
}
