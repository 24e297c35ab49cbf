import type { Db } from './open'

export interface Session {
  idHash: string
  user: string
  createdAt: number
  lastSeenAt: number
}

export const createSessions = (db: Db) => ({
  async find(idHash: string): Promise<Session | undefined> {
    const row = await db
      .selectFrom('sessions')
      .selectAll()
      .where('id_hash', '=', idHash)
      .executeTakeFirst()
    if (!row) return undefined
    const { id_hash, user_name, created_at, last_seen_at } = row
    return { idHash: id_hash, user: user_name, createdAt: created_at, lastSeenAt: last_seen_at }
  },

  async add({ idHash, user, createdAt, lastSeenAt }: Session): Promise<void> {
    await db
      .insertInto('sessions')
      .values({
        id_hash: idHash,
        user_name: user,
        created_at: createdAt,
        last_seen_at: lastSeenAt,
      })
      .execute()
  },

  async touch(idHash: string, at: number): Promise<void> {
    await db
      .updateTable('sessions')
      .set({ last_seen_at: at })
      .where('id_hash', '=', idHash)
      .execute()
  },

  async remove(idHash: string): Promise<void> {
    await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
  },

  /** Signs a user out everywhere. */
  async removeOf(user: string): Promise<void> {
    await db.deleteFrom('sessions').where('user_name', '=', user).execute()
  },

  /** Forgets sessions that began or were last used before these times. */
  async prune(createdBefore: number, seenBefore: number): Promise<void> {
    await db
      .deleteFrom('sessions')
      .where((where) =>
        where.or([where('created_at', '<', createdBefore), where('last_seen_at', '<', seenBefore)]),
      )
      .execute()
  },
})
