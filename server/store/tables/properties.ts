import type { Db } from '../schema'

/** Facts about the console that all its processes share. */
export function createProperties(db: Db) {
  return {
    /** The stored value; stores `initial` if there is none yet. */
    async ensure(name: 'consoleId', initial: string): Promise<string> {
      await db
        .insertInto('properties')
        .values({ name, value: initial })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const { value } = await db
        .selectFrom('properties')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return value
    },
  }
}
