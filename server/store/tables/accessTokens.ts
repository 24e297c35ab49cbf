import type { Scope } from '../../../src/contract/console/declare/values'
import type { StoredToken } from '../../proxy/tokens/ports'
import type { AccessTokenTable, Db } from '../schema'

const rowOf = ({ scope, canManage, ...rest }: StoredToken): AccessTokenTable => ({
  ...rest,
  scope: JSON.stringify(scope),
  canManage: canManage ? 1 : 0,
})

const tokenOf = ({ scope, canManage, ...rest }: AccessTokenTable): StoredToken => ({
  ...rest,
  scope: JSON.parse(scope) as Scope,
  canManage: canManage === 1,
})

/** Access tokens; tokens of removed users count as absent. */
export function createAccessTokens(db: Db) {
  const current = () =>
    db
      .selectFrom('accessTokens')
      .innerJoin('users', (join) =>
        join
          .onRef('users.name', '=', 'accessTokens.user')
          .onRef('users.createdAt', '=', 'accessTokens.userCreatedAt'),
      )

  return {
    async add(token: StoredToken): Promise<void> {
      await db.insertInto('accessTokens').values(rowOf(token)).execute()
    },

    /** Finds a token, with the user's current permissions. */
    async find(hash: string) {
      const row = await current()
        .selectAll('accessTokens')
        .select(['users.role as userRole', 'users.scope as userScope', 'users.readOnly'])
        .where('accessTokens.hash', '=', hash)
        .executeTakeFirst()
      if (!row) return undefined
      const { userRole, userScope, readOnly, ...token } = row
      const holder = {
        role: userRole,
        scope: JSON.parse(userScope) as Scope,
        isReadOnly: readOnly === 1,
      }
      return { token: tokenOf(token), holder }
    },

    /** Returns tokens newest first; of all users if `user` is absent. */
    async list(user?: string): Promise<StoredToken[]> {
      let query = current().selectAll('accessTokens').orderBy('accessTokens.createdAt', 'desc')
      if (user !== undefined) query = query.where('accessTokens.user', '=', user)
      return (await query.execute()).map(tokenOf)
    },

    async touch(id: string, usedAt: number): Promise<void> {
      await db.updateTable('accessTokens').set({ usedAt }).where('id', '=', id).execute()
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('accessTokens').where('id', '=', id).execute()
    },

    /** Deletes tokens that expired before a time, and tokens of removed users. */
    async removeEnded(expiredBefore: number): Promise<void> {
      const currentIds = current().select('accessTokens.id')
      await db
        .deleteFrom('accessTokens')
        .where((eb) => eb.or([eb('expiresAt', '<', expiredBefore), eb('id', 'not in', currentIds)]))
        .execute()
    },
  }
}
