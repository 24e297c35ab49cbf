import type { Kysely, Migration } from 'kysely'

/** Renames `users.reach` to `scope`. */
export const renameReachToScope: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('users').renameColumn('reach', 'scope').execute()
  },
}
