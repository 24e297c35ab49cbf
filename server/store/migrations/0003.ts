import type { Kysely, Migration } from 'kysely'

const keyColumns = ['account', 'region', 'clusterId', 'namespace', 'serviceName'] as const

/** Adds service revisions, and stored service events. */
export const addRevisionsAndEvents: Migration = {
  async up(db: Kysely<unknown>) {
    let revisionsTable = db.schema
      .createTable('revisions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('params', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('code', 'integer')
      .addColumn('codeDesc', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
    for (const name of keyColumns) {
      revisionsTable = revisionsTable.addColumn(name, 'text', (column) => column.notNull())
    }
    await revisionsTable.execute()
    await db.schema
      .createIndex('revisionsByService')
      .on('revisions')
      .columns([...keyColumns, 'id'])
      .execute()
    await db.schema
      .createIndex('revisionsByOutcome')
      .on('revisions')
      .columns(['outcome', 'id'])
      .execute()

    let eventsTable = db.schema
      .createTable('seenEvents')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('firstSeen', 'text', (column) => column.notNull())
      .addColumn('lastSeen', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
    for (const name of ['level', 'objType', 'objName', 'reason', 'message', ...keyColumns]) {
      eventsTable = eventsTable.addColumn(name, 'text', (column) => column.notNull())
    }
    await eventsTable.addColumn('seenAt', 'bigint', (column) => column.notNull()).execute()
    await db.schema
      .createIndex('seenEventsByService')
      .on('seenEvents')
      .columns([...keyColumns, 'lastSeen'])
      .execute()
    await db.schema.createIndex('seenEventsByAge').on('seenEvents').column('seenAt').execute()
  },
}
