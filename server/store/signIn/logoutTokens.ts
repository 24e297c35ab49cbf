import type { Db } from '../schema'

/** Used logout tokens, shared by all consoles on the store. */
export function createLogoutTokens(db: Db) {
  return {
    /** Returns false if the token was used before. */
    async markUsed(hash: string, expiresAt: number): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('usedLogoutTokens')
        .values({ hash, expiresAt })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('usedLogoutTokens').where('expiresAt', '<', at).execute()
    },
  }
}
