import type { Kysely, Migration } from 'kysely'

/** What masks stand for, encrypted with the account's key. */
export const eighteenth: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('maskedValues')
      .addColumn('mask', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
  },
}
