import type { NewSession } from '../../proxy/auth/session/ports'
import type { User } from '../../proxy/users/ports'
import type { Db, Tables } from '../schema'
import { inSerializableTransaction } from '../transaction'
import { permissionsOf } from './users'

type StoredSession = Tables['sessions']

const unknownFacts = {
  secretHash: null,
  codeHash: null,
  verifiedAt: 0,
  address: '',
  device: '',
  sid: null,
  refreshToken: null,
  validatedAt: null,
}

/** The identity provider's data as stored in a session. */
type ProviderFacts = Pick<StoredSession, 'sid' | 'refreshToken' | 'validatedAt'>

/** Selects the sessions that a provider's logout ends. */
export interface ProviderLogout {
  issuer: string
  user?: string | undefined
  /** The provider's session ID. */
  sid?: string | undefined
}

/** Current permissions of a user. */
type Permissions = Pick<User, 'role' | 'scope' | 'isReadOnly'> & { userId: string }

/**
 * Sessions of signed-in users. The role is read from the user's row, so that changes apply at once.
 */
export function createSessions(db: Db) {
  let changes = 0
  const countChange = () => {
    changes += 1
  }

  return {
    changed: countChange,

    /** Returns the number of changes that may end or restrict sessions, for invalidating caches. */
    changes: (): number => changes,

    async find(idHash: string): Promise<(StoredSession & Permissions) | undefined> {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.name', 'sessions.user')
        .selectAll('sessions')
        .select(['users.role', 'users.scope', 'users.readOnly', 'users.id as userId'])
        .where('idHash', '=', idHash)
        .executeTakeFirst()
      return row && permissionsOf(row)
    },

    /** Returns false if the user's password has changed since it was verified. */
    add: (session: NewSession, passwordHash?: string): Promise<boolean> =>
      inSerializableTransaction(db, async (transaction) => {
        const user = await transaction
          .selectFrom('users')
          .select('passwordHash')
          .where('name', '=', session.user)
          .executeTakeFirst()
        if (passwordHash !== undefined && user?.passwordHash !== passwordHash) return false
        await transaction
          .insertInto('sessions')
          .values({ ...unknownFacts, ...session })
          .execute()
        return true
      }),

    /** Extends the idle timeout. */
    async touch(idHash: string, usedAt: number, address: string): Promise<void> {
      await db
        .updateTable('sessions')
        .set({ usedAt, address })
        .where('idHash', '=', idHash)
        .execute()
    },

    /**
     * Records that the user was authenticated again; `facts` is the provider's data after a sign-in
     * there.
     */
    async verify(idHash: string, verifiedAt: number, facts?: ProviderFacts): Promise<void> {
      await db
        .updateTable('sessions')
        .set({ verifiedAt, ...facts })
        .where('idHash', '=', idHash)
        .execute()
        .finally(countChange)
    },

    listOf: (user: string): Promise<StoredSession[]> =>
      db
        .selectFrom('sessions')
        .selectAll()
        .where('user', '=', user)
        .orderBy('usedAt', 'desc')
        .orderBy('createdAt', 'desc')
        .execute(),

    /** Finds the session whose hash starts with a text, which must not contain wildcards. */
    findByStart: (start: string): Promise<StoredSession | undefined> =>
      db.selectFrom('sessions').selectAll().where('idHash', 'like', `${start}%`).executeTakeFirst(),

    /**
     * Removes the user's sessions except the `count` most recently used; `idHash` is always kept.
     */
    async keepLatest(user: string, count: number, idHash: string): Promise<void> {
      await db
        .deleteFrom('sessions')
        .where('user', '=', user)
        .where('idHash', '!=', idHash)
        .where('idHash', 'not in', (query) =>
          query
            .selectFrom('sessions')
            .select('idHash')
            .where('user', '=', user)
            .where('idHash', '!=', idHash)
            .orderBy('usedAt', 'desc')
            .orderBy('createdAt', 'desc')
            .limit(count - 1),
        )
        .execute()
        .finally(countChange)
    },

    /**
     * Exchanges a one-time code for the second secret; returns false if the code is wrong or used.
     */
    async exchangeCode(
      { idHash, codeHash }: { idHash: string; codeHash: string },
      secretHash: string,
      createdAfter: number,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('sessions')
        .set({ secretHash, codeHash: null })
        .where('idHash', '=', idHash)
        .where('codeHash', '=', codeHash)
        .where('createdAt', '>=', createdAfter)
        .executeTakeFirst()
        .finally(countChange)
      return numUpdatedRows === 1n
    },

    /** Replaces the refresh token; returns false if it has changed since it was read. */
    async exchangeRefreshToken(idHash: string, from: string, to: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('sessions')
        .set({ refreshToken: to })
        .where('idHash', '=', idHash)
        .where('refreshToken', '=', from)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    /** Records that the provider has confirmed the user. */
    async revalidated(idHash: string, refreshToken: string, validatedAt: number): Promise<void> {
      await db
        .updateTable('sessions')
        .set({ refreshToken, validatedAt })
        .where('idHash', '=', idHash)
        .execute()
    },

    /**
     * Removes the sessions that a provider's logout selects, and returns their users. With a
     * session ID of the provider, removes the sessions of that ID and, if the user is given, the
     * user's sessions without a known ID; otherwise removes all sessions of the user.
     */
    async removeOfProvider({ issuer, user, sid }: ProviderLogout): Promise<string[]> {
      if (user === undefined && sid === undefined) return []
      const rows = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.name', 'sessions.user')
        .select(['sessions.idHash', 'sessions.user'])
        .where('users.issuer', '=', issuer)
        .$if(user !== undefined, (query) => query.where('sessions.user', '=', user ?? ''))
        .$if(sid !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('sessions.sid', '=', sid ?? ''),
              ...(user === undefined ? [] : [where('sessions.sid', 'is', null)]),
            ]),
          ),
        )
        .execute()
      const hashes = rows.map(({ idHash }) => idHash)
      if (hashes.length > 0) {
        await db.deleteFrom('sessions').where('idHash', 'in', hashes).execute().finally(countChange)
      }
      return [...new Set(rows.map((row) => row.user))]
    },

    async remove(idHash: string): Promise<void> {
      await db.deleteFrom('sessions').where('idHash', '=', idHash).execute().finally(countChange)
    },

    /** Removes all sessions of a user, optionally except one. */
    async removeOf(user: string, except = ''): Promise<void> {
      await db
        .deleteFrom('sessions')
        .where('user', '=', user)
        .where('idHash', '!=', except)
        .execute()
        .finally(countChange)
    },

    /** Removes a user's sessions that were created until a time, optionally except one. */
    async removeCreatedUntil(user: string, until: number, except = ''): Promise<void> {
      await db
        .deleteFrom('sessions')
        .where('user', '=', user)
        .where('createdAt', '<=', until)
        .where('idHash', '!=', except)
        .execute()
        .finally(countChange)
    },

    /** Returns the number of each user's sessions that were created and used after these times. */
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

    /** Deletes sessions created or last used before these times. */
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
