import type { Db } from '../schema'

/**
 * Failed sign-ins by the key that they count for; persisted, so that a restart does not reset the
 * counts.
 */
export function createFailedSignIns(db: Db) {
  return {
    async add(id: string, keys: readonly string[], at: number): Promise<void> {
      await db
        .insertInto('attempts')
        .values(keys.map((key) => ({ id, key, at })))
        .execute()
    },

    /**
     * Times of attempts after a time and before the attempt with an ID, latest first; IDs sort by
     * time.
     */
    async times(key: string, after: number, before: string): Promise<number[]> {
      const rows = await db
        .selectFrom('attempts')
        .select('at')
        .where('key', '=', key)
        .where('at', '>', after)
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(100)
        .execute()
      return rows.map(({ at }) => at)
    },

    /** Deletes the attempt with the ID, or all of the key. */
    async forget(key: string, id?: string): Promise<void> {
      let query = db.deleteFrom('attempts').where('key', '=', key)
      if (id !== undefined) query = query.where('id', '=', id)
      await query.execute()
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('attempts').where('at', '<', at).execute()
    },
  }
}
