import type { Kysely, Migration } from 'kysely'

/**
 * Stores failed sign-ins as counts instead of one row per attempt. Adds devices in which users have
 * signed in; they have limits of their own.
 */
export const countFailures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('attempts').execute()
    await db.schema
      .createTable('failureCounts')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('network', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('forgottenAt', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('failureCountsByEnd')
      .on('failureCounts')
      .column('forgottenAt')
      .execute()
    await db.schema
      .createTable('devices')
      .addColumn('idHash', 'text', (column) => column.primaryKey())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('usedAt', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('devicesByUser').on('devices').column('user').execute()
  },
}
