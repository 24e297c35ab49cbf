import type { Kysely, Migration } from 'kysely'

/** Adds the scope and read-only flag of users, read-only switches, and failed sign-ins. */
export const addScopes: Migration = {
  async up(db: Kysely<unknown>) {
    const users = db.schema.alterTable('users')
    await users.addColumn('reach', 'text', (column) => column.notNull().defaultTo('{}')).execute()
    await users
      .addColumn('readOnly', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await users
      .addColumn('source', 'text', (column) => column.notNull().defaultTo('local'))
      .execute()
    await db.schema.createIndex('sessionsByUser').on('sessions').column('user').execute()
    await db.schema
      .createTable('switches')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('setBy', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('attempts')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('attemptsKey', ['key', 'id'])
      .execute()
    await db.schema.createIndex('attemptsByAge').on('attempts').column('at').execute()
  },
}
