import type { Kysely, Migration } from 'kysely'

/** Adds tasks that the console follows, and form drafts. */
export const addTasksAndDrafts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tasks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('requestId', 'bigint')
      .addColumn('isAnswered', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('endedAt', 'bigint')
      .addColumn('nextAt', 'bigint')
      .execute()
    await db.schema.createIndex('tasksByNext').on('tasks').column('nextAt').execute()
    await db.schema.createIndex('tasksByState').on('tasks').columns(['state', 'id']).execute()
    await db.schema
      .createTable('drafts')
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('json', 'text', (column) => column.notNull())
      .addColumn('savedAt', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('draftsKey', ['user', 'name'])
      .execute()
  },
}
