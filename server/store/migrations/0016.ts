import type { Kysely, Migration } from 'kysely'

/**
 * Adds the user's scope to requests with an idempotency key. Earlier rows count as unlimited, so
 * that users with a limited scope don't get their responses.
 */
export const addScopeToIdempotencyKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('repeats')
      .addColumn('scope', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
  },
}
