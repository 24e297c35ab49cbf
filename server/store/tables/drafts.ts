import type { Db, DraftTable } from '../schema'

/** Form drafts of each user. */
export function createDrafts(db: Db) {
  return {
    find: (user: string, name: string): Promise<DraftTable | undefined> =>
      db
        .selectFrom('drafts')
        .selectAll()
        .where('user', '=', user)
        .where('name', '=', name)
        .executeTakeFirst(),

    /** Replaces an older draft; keeps only the user's newest `max` drafts. */
    async save(draft: DraftTable, most: number): Promise<void> {
      const { json, savedAt } = draft
      await db
        .insertInto('drafts')
        .values(draft)
        .onConflict((conflict) => conflict.columns(['user', 'name']).doUpdateSet({ json, savedAt }))
        .execute()
      const { user } = draft
      const kept = db
        .selectFrom('drafts')
        .select('name')
        .where('user', '=', user)
        .orderBy('savedAt', 'desc')
        .limit(most)
      await db.deleteFrom('drafts').where('user', '=', user).where('name', 'not in', kept).execute()
    },

    async remove(user: string, name: string): Promise<void> {
      await db.deleteFrom('drafts').where('user', '=', user).where('name', '=', name).execute()
    },
  }
}
