import type { Db } from '../schema'

/** Active switches by name; inactive ones have no row. */
export function createSwitches(db: Db) {
  return {
    list: () => db.selectFrom('switches').selectAll().orderBy('name').execute(),

    async set(name: string, isOn: boolean, by: { user: string; at: number }): Promise<void> {
      if (!isOn) {
        await db.deleteFrom('switches').where('name', '=', name).execute()
        return
      }
      await db
        .insertInto('switches')
        .values({ name, setBy: by.user, at: by.at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}
