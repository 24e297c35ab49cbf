import type { Kysely, Migration } from 'kysely'

/** Adds chart boards, and an index of the audit log by account and time for chart annotations. */
export const addBoards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('boards')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('charts', 'text', (column) => column.notNull())
      .addColumn('range', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('changedAt', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('auditByAccountAndTime')
      .on('audit')
      .columns(['account', 'region', 'at'])
      .execute()
  },
}
