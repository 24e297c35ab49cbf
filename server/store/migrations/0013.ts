import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../schema'

/** A scope as stored: lists of names by kind. */
const isScope = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Removes empty lists from scopes: they meant no limit before, and now reach nothing. Every user
 * keeps the access that they had.
 */
export const thirteenth: Migration = {
  async up(db: Kysely<Pick<Tables, 'users'>>) {
    const users = await db.selectFrom('users').select(['name', 'scope']).execute()
    for (const { name, scope } of users) {
      const stored: unknown = JSON.parse(scope)
      if (!isScope(stored)) continue
      const kept = Object.entries(stored).filter(
        ([, names]) => !Array.isArray(names) || names.length > 0,
      )
      const next = JSON.stringify(Object.fromEntries(kept))
      if (next === scope) continue
      await db.updateTable('users').set({ scope: next }).where('name', '=', name).execute()
    }
  },
}
