import type { Kysely } from 'kysely'

/** Forward only: a migration that has been released is never edited, a change is a new one behind it. */
export const migrations: Record<string, { up: (db: Kysely<unknown>) => Promise<void> }> = {
  '001_first': {
    async up(db) {
      await db.schema
        .createTable('users')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('user_name', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('audit')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('user_name', 'text', (column) => column.notNull())
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('region', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('params', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('code', 'integer')
        .addColumn('code_desc', 'text')
        .addColumn('message', 'text')
        .addColumn('request_id', 'text', (column) => column.notNull())
        .addColumn('cloud_request_id', 'text')
        .addColumn('duration_ms', 'integer')
        .execute()
      await db.schema.createIndex('audit_at').on('audit').columns(['at', 'id']).execute()
      await db.schema
        .createTable('cloud_documents')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('json', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('cloud_documents_key', ['kind', 'id'])
        .execute()
    },
  },
}
