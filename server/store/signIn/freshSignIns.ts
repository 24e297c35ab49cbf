import type { Db, Tables } from '../schema'

export interface FreshSignIn extends Omit<Tables['freshSignIns'], 'isRecent'> {
  isRecent: boolean
}

/** Fresh sign-ins at the identity provider, by their one-time code. */
export function createFreshSignIns(db: Db) {
  return {
    async add({ isRecent, ...signIn }: FreshSignIn): Promise<void> {
      const row = { ...signIn, isRecent: isRecent ? 1 : 0 }
      await db.insertInto('freshSignIns').values(row).execute()
    },

    /**
     * Removes and returns the sign-in of the code; undefined if the code is unknown or already
     * used.
     */
    async take(codeHash: string): Promise<FreshSignIn | undefined> {
      const query = db.selectFrom('freshSignIns').selectAll().where('codeHash', '=', codeHash)
      const storedRow = await query.executeTakeFirst()
      if (!storedRow) return undefined
      // Of two concurrent requests, only one deletes the row.
      const { numDeletedRows } = await db
        .deleteFrom('freshSignIns')
        .where('codeHash', '=', codeHash)
        .executeTakeFirst()
      return numDeletedRows === 1n
        ? { ...storedRow, isRecent: storedRow.isRecent === 1 }
        : undefined
    },

    async forgetBefore(createdAt: number): Promise<void> {
      await db.deleteFrom('freshSignIns').where('createdAt', '<', createdAt).execute()
    },
  }
}
