import type { Db } from './tables'

/** Switches that are on, by their names; one that is off has no row. */
export function createSwitches(db: Db) {
  return {
    async list(): Promise<string[]> {
      const rows = await db.selectFrom('switches').select('name').orderBy('name').execute()
      return rows.map(({ name }) => name)
    },

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
