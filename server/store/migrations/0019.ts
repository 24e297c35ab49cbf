import type { Kysely, Migration } from 'kysely'

/** Tasks that a backend carries out on clusters, such as drains, until they end. */
export const nineteenth: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('clusterTasks')
      .addColumn('requestId', 'bigint', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('clusterId', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('nodes', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('startedAt', 'bigint', (column) => column.notNull())
      .addColumn('instance', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('clusterTasksByState')
      .on('clusterTasks')
      .columns(['account', 'state'])
      .execute()
  },
}
