import type { Kysely, Migration } from 'kysely'

/** Adds values of issued masks, encrypted with the account's key. */
export const addMaskedValues: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('maskedValues')
      .addColumn('mask', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
  },
}
