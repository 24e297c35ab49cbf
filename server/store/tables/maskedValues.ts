import type { MaskedValueRow } from '../../proxy/secrets/ports'
import type { Db } from '../schema'

/** Values of issued masks, stored encrypted. */
export const createMaskedValues = (db: Db) => ({
  async put(rows: readonly MaskedValueRow[]): Promise<void> {
    for (const row of rows) {
      const { sealed, at } = row
      await db
        .insertInto('maskedValues')
        .values(row)
        .onConflict((conflict) => conflict.column('mask').doUpdateSet({ sealed, at }))
        .execute()
    }
  },

  find: (mask: string): Promise<MaskedValueRow | undefined> =>
    db.selectFrom('maskedValues').selectAll().where('mask', '=', mask).executeTakeFirst(),

  async removeBefore(at: number): Promise<void> {
    await db.deleteFrom('maskedValues').where('at', '<', at).execute()
  },
})
