import type { Db, Role, Tables } from './tables'

export type StoredSession = Tables['sessions']

/** Who is signed in. The role is the user's present one, so that a change holds at once. */
export function createSessions(db: Db) {
  return {
    find: (idHash: string): Promise<(StoredSession & { role: Role }) | undefined> =>
      db
        .selectFrom('sessions')
        .innerJoin('users', 'users.name', 'sessions.user')
        .selectAll('sessions')
        .select('users.role')
        .where('idHash', '=', idHash)
        .executeTakeFirst(),

    async add(session: StoredSession): Promise<void> {
      await db.insertInto('sessions').values(session).execute()
    },

    /** Moves the end of its idle time. */
    async touch(idHash: string, usedAt: number): Promise<void> {
      await db.updateTable('sessions').set({ usedAt }).where('idHash', '=', idHash).execute()
    },

    async remove(idHash: string): Promise<void> {
      await db.deleteFrom('sessions').where('idHash', '=', idHash).execute()
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
