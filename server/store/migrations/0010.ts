import type { Kysely, Migration } from 'kysely'
import { foldName } from '../../../src/contract/rules/userNames'
import { newUserId } from '../tables/userId'

interface Users {
  users: { name: string; id: string; displayName: string; foldedName: string }
}

/**
 * Adds identities of single sign-on users by issuer and subject, IDs, display names, and folded
 * names for comparison. Earlier users have no identity until an administrator links them.
 */
export const addIdentities: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['id', 'displayName', 'foldedName']) {
      await db.schema
        .alterTable('users')
        .addColumn(column, 'text', (definition) => definition.notNull().defaultTo(''))
        .execute()
    }
    for (const column of ['issuer', 'subject']) {
      await db.schema.alterTable('users').addColumn(column, 'text').execute()
    }
    // The type describes the tables as they are at this migration.
    const users = db as Kysely<Users>
    for (const { name } of await users.selectFrom('users').select('name').execute()) {
      await users
        .updateTable('users')
        .set({ id: newUserId(), displayName: name, foldedName: foldName(name) })
        .where('name', '=', name)
        .execute()
    }
    await db.schema.createIndex('usersById').on('users').column('id').unique().execute()
    await db.schema.createIndex('usersByFoldedName').on('users').column('foldedName').execute()
    // NULLs are distinct in both databases, so users without an identity don't conflict.
    await db.schema
      .createIndex('usersByIdentity')
      .on('users')
      .columns(['issuer', 'subject'])
      .unique()
      .execute()
  },
}
