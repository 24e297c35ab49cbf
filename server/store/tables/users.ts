import type { Role, Scope } from '../../../src/contract/console/declare/values'
import type { Db, Tables } from '../schema'
import { inSerializableTransaction } from '../transaction'

export interface User {
  name: string
  passwordHash: string
  role: Role
  createdAt: number
  scope: Scope
  isReadOnly: boolean
  /** How the user is authenticated: by a password of this console or by single sign-on. */
  source: 'local' | 'sso'
}

type NewUser = Pick<User, 'name' | 'passwordHash' | 'role' | 'createdAt'> & Partial<User>
type UserPatch = Partial<Pick<User, 'passwordHash' | 'role' | 'scope' | 'isReadOnly'>>

/** Result of a change; `lastAdmin`: refused, because no administrator would remain. */
export type UserChange = 'done' | 'missing' | 'lastAdmin'

/** A stored row with its scope parsed and its flag as a boolean. */
export const userOf = <T extends Pick<Tables['users'], 'scope' | 'readOnly'>>({
  scope,
  readOnly,
  ...rest
}: T) => ({ ...rest, scope: JSON.parse(scope) as Scope, isReadOnly: readOnly === 1 })

const unrestricted = JSON.stringify({})

/** An administrator with a limited scope could not give others more. */
const isFullAdmin = ({ role, isReadOnly, scope }: User) =>
  role === 'admin' && !isReadOnly && JSON.stringify(scope) === unrestricted

const findOtherAdmin = (transaction: Db, name: string) =>
  transaction
    .selectFrom('users')
    .select('name')
    .where('role', '=', 'admin')
    .where('readOnly', '=', 0)
    .where('scope', '=', unrestricted)
    .where('name', '!=', name)
    .limit(1)
    .executeTakeFirst()

/** Checks the user right before a change or removal; throws to refuse it. */
type CheckUser = (user: User) => void

/** Users that can sign in. */
export function createUsers(db: Db, changed: () => void) {
  /**
   * Serialized, so that two administrators who remove each other at the same time cannot both
   * succeed.
   */
  const inUserTransaction = <T>(work: (transaction: Db) => Promise<T>): Promise<T> =>
    inSerializableTransaction(db, work).finally(changed)

  const find = async (from: Db, name: string): Promise<User | undefined> => {
    const query = from.selectFrom('users').selectAll().where('name', '=', name)
    const row = await query.executeTakeFirst()
    return row && userOf(row)
  }

  return {
    find: (name: string): Promise<User | undefined> => find(db, name),

    async list(): Promise<User[]> {
      return (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(userOf)
    },

    /** False if the name is taken. */
    async add({ scope = {}, isReadOnly = false, source = 'local', ...user }: NewUser) {
      const result = await db
        .insertInto('users')
        .values({ ...user, scope: JSON.stringify(scope), readOnly: isReadOnly ? 1 : 0, source })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** A new password ends all sessions of the user. */
    change: (name: string, change: UserPatch, allow: CheckUser = () => {}): Promise<UserChange> =>
      inUserTransaction(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        allow(user)
        const next = { ...user, ...change }
        const losesAdmin = isFullAdmin(user) && !isFullAdmin(next)
        if (losesAdmin && !(await findOtherAdmin(transaction, name))) return 'lastAdmin'
        await transaction
          .updateTable('users')
          .set({
            passwordHash: next.passwordHash,
            role: next.role,
            scope: JSON.stringify(next.scope),
            readOnly: next.isReadOnly ? 1 : 0,
          })
          .where('name', '=', name)
          .execute()
        if (change.passwordHash !== undefined) {
          await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        }
        return 'done'
      }),

    /** Ends all sessions of the user, and deletes their drafts and known devices. */
    remove: (name: string, allow: CheckUser = () => {}): Promise<UserChange> =>
      inUserTransaction(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        allow(user)
        if (isFullAdmin(user) && !(await findOtherAdmin(transaction, name))) return 'lastAdmin'
        await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        await transaction.deleteFrom('drafts').where('user', '=', name).execute()
        await transaction.deleteFrom('devices').where('user', '=', name).execute()
        await transaction.deleteFrom('users').where('name', '=', name).execute()
        return 'done'
      }),
  }
}
