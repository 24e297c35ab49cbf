import type { Kysely, Migration } from 'kysely'

/** Adds personal access tokens, of which only the hash is stored. */
export const addAccessTokens: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('accessTokens')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('userCreatedAt', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('canManage', 'integer', (column) => column.notNull())
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .addColumn('expiresAt', 'bigint', (column) => column.notNull())
      .addColumn('usedAt', 'bigint')
      .execute()
    await db.schema.createIndex('accessTokensByUser').on('accessTokens').column('user').execute()
  },
}
