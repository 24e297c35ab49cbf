import type { Kysely, Migration } from 'kysely'

/**
 * Adds the recently written Kubernetes objects, which other processes read before their watches
 * deliver them.
 */
export const twentieth: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('clusterWrites')
      .addColumn('clusterId', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('clusterWritesOfCluster', ['clusterId', 'path'])
      .execute()
  },
}
