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

    /** Replaces the draft of the same name, and keeps only the user's newest `maxDrafts` drafts. */
    async save(draft: Draft, maxDrafts: number, basedOn?: number | null): Promise<boolean> {
      const { json, savedAt } = draft
      const saved = await db
        .insertInto('drafts')
        .values(draft)
        .onConflict((conflict) => {
          const existing = conflict.columns(['user', 'name'])
          if (basedOn === null) return existing.doNothing()
          const update = existing.doUpdateSet({ json, savedAt })
          return basedOn === undefined ? update : update.where('drafts.savedAt', '=', basedOn)
        })
        .executeTakeFirst()
      if (saved.numInsertedOrUpdatedRows === 0n) return false
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
      return true
    },

    async remove(user: string, name: string, basedOn?: number): Promise<boolean> {
      const deletion = db.deleteFrom('drafts').where('user', '=', user).where('name', '=', name)
      if (basedOn === undefined) {
        await deletion.execute()
        return true
      }
      const { numDeletedRows } = await deletion.where('savedAt', '=', basedOn).executeTakeFirst()
      return numDeletedRows === 1n || (await this.find(user, name)) === undefined
    },
  }
}
