import type { Db } from '../schema'

/** Properties of the console that all its processes share. */
export function createProperties(db: Db) {
  return {
    /** Returns the stored value, or stores and returns `initial`. */
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
