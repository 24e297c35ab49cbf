import type { Db } from '../schema'

/** What somebody has entered into the form of a name and not sent. */
export interface DraftTable {
  user: string
  name: string
  /** The form's values. */
  json: string
  savedAt: number
}

/** Forms half filled, of each user. */
export function createDrafts(db: Db) {
  return {
    find: (user: string, name: string): Promise<DraftTable | undefined> =>
      db
        .selectFrom('drafts')
        .selectAll()
        .where('user', '=', user)
        .where('name', '=', name)
        .executeTakeFirst(),

    /** In place of an older one; of a user's drafts only the newest `most` stay. */
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
