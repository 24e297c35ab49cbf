import type { Kysely, Migration } from 'kysely'

/** Adds details of sessions, and the console's own ID. Ends earlier sessions on plain HTTP. */
export const addSessionDetails: Migration = {
  async up(db: Kysely<unknown>) {
    const sessions = db.schema.alterTable('sessions')
    await sessions.addColumn('secretHash', 'text').execute()
    await sessions.addColumn('codeHash', 'text').execute()
    await sessions
      .addColumn('verifiedAt', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await sessions
      .addColumn('address', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await sessions.addColumn('device', 'text', (column) => column.notNull().defaultTo('')).execute()
    await db.schema
      .createTable('properties')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
}
