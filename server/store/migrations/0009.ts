import type { Kysely, Migration } from 'kysely'

/**
 * Adds signatures of accepted writes, which replace the nonces stored in the simulation's world.
 */
export const addUsedSignatures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('usedSignatures')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('usedSignaturesByTime')
      .on('usedSignatures')
      .column('until')
      .execute()
  },
}
