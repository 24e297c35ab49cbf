import type { Db, Role, Tables } from './tables'

export type User = Tables['users']

/** What became of a change; `lastAdmin`: refused, because nobody could administer any more. */
export type Change = 'done' | 'missing' | 'lastAdmin'

const oneAdminStays = (transaction: Db, name: string) =>
  transaction
    .selectFrom('users')
    .select('name')
    .where('role', '=', 'admin')
    .where('name', '!=', name)
    .limit(1)
    .executeTakeFirst()

/** Who may sign in. */
export function createUsers(db: Db) {
  const inTurn = <T>(work: (transaction: Db) => Promise<T>) =>
    // Two administrators who remove each other at once must not both succeed.
    db.transaction().setIsolationLevel('serializable').execute(work)

  const find = (from: Db, name: string) =>
    from.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst()

  return {
    find: (name: string): Promise<User | undefined> => find(db, name),

    list: (): Promise<User[]> => db.selectFrom('users').selectAll().orderBy('name').execute(),

    /** False where the name is taken. */
    async add(user: User): Promise<boolean> {
      const result = await db
        .insertInto('users')
        .values(user)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** A new password ends all sessions of the user. */
    change: (name: string, change: { passwordHash?: string; role?: Role }): Promise<Change> =>
      inTurn(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        const demotes = user.role === 'admin' && (change.role ?? 'admin') !== 'admin'
        if (demotes && !(await oneAdminStays(transaction, name))) return 'lastAdmin'
        await transaction
          .updateTable('users')
          .set({
            passwordHash: change.passwordHash ?? user.passwordHash,
            role: change.role ?? user.role,
          })
          .where('name', '=', name)
          .execute()
        if (change.passwordHash !== undefined) {
          await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        }
        return 'done'
      }),

    /** Ends all sessions of the user and drops their drafts too. */
    remove: (name: string): Promise<Change> =>
      inTurn(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        if (user.role === 'admin' && !(await oneAdminStays(transaction, name))) return 'lastAdmin'
        await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        await transaction.deleteFrom('drafts').where('user', '=', name).execute()
        await transaction.deleteFrom('users').where('name', '=', name).execute()
        return 'done'
      }),
  }
}
