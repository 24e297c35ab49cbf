import type { Db, Tables } from '../schema'
import { inTurn } from '../transaction'
import { shownUser, type User } from './users'

export type StoredSession = Tables['sessions']

/** What a user may do at present. */
type Standing = Pick<User, 'role' | 'scope' | 'isReadOnly'>

/** Who is signed in. The role is the user's present one, so that a change holds at once. */
export function createSessions(db: Db) {
  let changes = 0
  const changed = () => {
    changes += 1
  }

  return {
    changed,

    /** Counts what took something from a session, so that what was read of one can be kept meanwhile. */
    changes: (): number => changes,

    async find(idHash: string): Promise<(StoredSession & Standing) | undefined> {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.name', 'sessions.user')
        .selectAll('sessions')
        .select(['users.role', 'users.scope', 'users.readOnly'])
        .where('idHash', '=', idHash)
        .executeTakeFirst()
      return row && shownUser(row)
    },

    /** False where the user has another password by now than the one that let them in. */
    add: (session: StoredSession, passwordHash?: string): Promise<boolean> =>
      inTurn(db, async (transaction) => {
        const user = await transaction
          .selectFrom('users')
          .select('passwordHash')
          .where('name', '=', session.user)
          .executeTakeFirst()
        if (passwordHash !== undefined && user?.passwordHash !== passwordHash) return false
        await transaction.insertInto('sessions').values(session).execute()
        return true
      }),

    /** Moves the end of its idle time. */
    async touch(idHash: string, usedAt: number): Promise<void> {
      await db.updateTable('sessions').set({ usedAt }).where('idHash', '=', idHash).execute()
    },

    async remove(idHash: string): Promise<void> {
      await db.deleteFrom('sessions').where('idHash', '=', idHash).execute().finally(changed)
    },

    /** All of a user, but for one where it is named. */
    async removeOf(user: string, except = ''): Promise<void> {
      await db
        .deleteFrom('sessions')
        .where('user', '=', user)
        .where('idHash', '!=', except)
        .execute()
        .finally(changed)
    },

    /** How many each user has, without those made or last used before these times. */
    async counts(endedBefore: { createdAt: number; usedAt: number }): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom('sessions')
        .select(({ fn }) => ['user', fn.countAll().as('count')])
        .where('createdAt', '>=', endedBefore.createdAt)
        .where('usedAt', '>=', endedBefore.usedAt)
        .groupBy('user')
        .execute()
      return new Map(rows.map(({ user, count }) => [user, Number(count)]))
    },

    /** Forgets sessions made or last used before these times. */
    async removeEnded(before: { createdAt: number; usedAt: number }): Promise<void> {
      await db
        .deleteFrom('sessions')
        .where((where) =>
          where.or([
            where('createdAt', '<', before.createdAt),
            where('usedAt', '<', before.usedAt),
          ]),
        )
        .execute()
    },
  }
}
