import type { Draft } from '../../proxy/drafts/ports'
import type { Db } from '../schema'

/** Form drafts of each user. */
export function createDrafts(db: Db) {
  return {
    find: (user: string, name: string): Promise<Draft | undefined> =>
      db
        .selectFrom('drafts')
        .selectAll()
        .where('user', '=', user)
        .where('name', '=', name)
        .executeTakeFirst(),

    /** Replaces an older draft; keeps only the user's newest `maxDrafts` drafts. */
    async save(draft: Draft, maxDrafts: number): Promise<void> {
      const { json, savedAt } = draft
      await db
        .insertInto('drafts')
        .values(draft)
        .onConflict((conflict) => conflict.columns(['user', 'name']).doUpdateSet({ json, savedAt }))
        .execute()
      const { user } = draft
      const newest = db
        .selectFrom('drafts')
        .select('name')
        .where('user', '=', user)
        .orderBy('savedAt', 'desc')
        .limit(maxDrafts)
      await db
        .deleteFrom('drafts')
        .where('user', '=', user)
        .where('name', 'not in', newest)
        .execute()
    },

    async remove(user: string, name: string): Promise<void> {
      await db.deleteFrom('drafts').where('user', '=', user).where('name', '=', name).execute()
    },
  }
}
