import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../schema'

/**
 * Adds the identity provider's data to sessions, for back-channel logout and revalidation; one-time
 * codes of fresh sign-ins; and used logout tokens.
 */
export const addProviderSessions: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema.alterTable('sessions').addColumn('sid', 'text').execute()
    await db.schema.alterTable('sessions').addColumn('refreshToken', 'text').execute()
    await db.schema.alterTable('sessions').addColumn('validatedAt', 'bigint').execute()
    await db
      .updateTable('sessions')
      .set(({ ref }) => ({ validatedAt: ref('createdAt') }))
      .where('user', 'in', (query) =>
        query.selectFrom('users').select('name').where('source', '=', 'sso'),
      )
      .execute()
    await db.schema.createIndex('sessionsBySid').on('sessions').column('sid').execute()
    await db.schema
      .createTable('freshSignIns')
      .addColumn('codeHash', 'text', (column) => column.primaryKey())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('isRecent', 'integer', (column) => column.notNull())
      .addColumn('sid', 'text')
      .addColumn('refreshToken', 'text')
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('usedLogoutTokens')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('expiresAt', 'bigint', (column) => column.notNull())
      .execute()
  },
}
