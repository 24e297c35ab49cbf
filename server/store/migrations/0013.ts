import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../schema'

/** Whether a value is a stored scope: lists of names by kind. */
const isScope = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Removes empty lists from scopes. They used to mean no limit, and now permit nothing; every user
 * keeps the same access.
 */
export const removeEmptyScopeLists: Migration = {
  async up(db: Kysely<Pick<Tables, 'users'>>) {
    const users = await db.selectFrom('users').select(['name', 'scope']).execute()
    for (const { name, scope } of users) {
      const stored: unknown = JSON.parse(scope)
      if (!isScope(stored)) continue
      const nonEmptyKinds = Object.entries(stored).filter(
        ([, names]) => !Array.isArray(names) || names.length > 0,
      )
      const newScope = JSON.stringify(Object.fromEntries(nonEmptyKinds))
      if (newScope === scope) continue
      await db.updateTable('users').set({ scope: newScope }).where('name', '=', name).execute()
    }
  },
}
