import type { Db } from '../schema'

/** Signatures of accepted writes, so that no process on this store accepts a write twice. */
export function createUsedSignatures(db: Db) {
  return {
    /** Claims a digest until a time; returns false if it is already claimed. */
    async claim(digest: string, until: number): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('usedSignatures')
        .values({ digest, until })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom('usedSignatures').where('until', '<', now).execute()
    },
  }
}
