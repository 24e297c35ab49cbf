import type { Kysely, Migration } from 'kysely'

/** Objects of clusters that a process has just written, for the reads of the others. */
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
