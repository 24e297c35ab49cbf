import type { Db, Role, Tables } from '../schema'
import { inTurn } from '../transaction'

/** Names that are all a user reaches; one that is absent or empty limits nothing. */
export interface Scope {
  accounts?: readonly string[]
  regions?: readonly string[]
  clusters?: readonly string[]
  namespaces?: readonly string[]
}

export interface User {
  name: string
  passwordHash: string
  role: Role
  createdAt: number
  scope: Scope
  isReadOnly: boolean
  /** Who says who it is: this console by a password, or single sign-on. */
  source: 'local' | 'sso'
}

type NewUser = Pick<User, 'name' | 'passwordHash' | 'role' | 'createdAt'> & Partial<User>
type UserPatch = Partial<Pick<User, 'passwordHash' | 'role' | 'scope' | 'isReadOnly'>>

/** What became of a change; `lastAdmin`: refused, because nobody could administer any more. */
export type Change = 'done' | 'missing' | 'lastAdmin'

/** What the store keeps as text and number, as it is used. */
export const shownUser = <T extends Pick<Tables['users'], 'scope' | 'readOnly'>>({
  scope,
  readOnly,
  ...rest
}: T) => ({ ...rest, scope: JSON.parse(scope) as Scope, isReadOnly: readOnly === 1 })

const whole = JSON.stringify({})

/** Who reaches only a part could not make anybody reach the rest. */
const administers = ({ role, isReadOnly, scope }: User) =>
  role === 'admin' && !isReadOnly && JSON.stringify(scope) === whole

const oneAdminStays = (transaction: Db, name: string) =>
  transaction
    .selectFrom('users')
    .select('name')
    .where('role', '=', 'admin')
    .where('readOnly', '=', 0)
    .where('scope', '=', whole)
    .where('name', '!=', name)
    .limit(1)
    .executeTakeFirst()

/** Looks at a user as it is when it is changed or removed; throws where that must not be. */
type Allow = (user: User) => void

/** Who may sign in. */
export function createUsers(db: Db, changed: () => void) {
  /** Two administrators who remove each other at once must not both succeed. */
  const alone = <T>(work: (transaction: Db) => Promise<T>): Promise<T> =>
    inTurn(db, work).finally(changed)

  const find = async (from: Db, name: string): Promise<User | undefined> => {
    const query = from.selectFrom('users').selectAll().where('name', '=', name)
    const row = await query.executeTakeFirst()
    return row && shownUser(row)
  }

  return {
    find: (name: string): Promise<User | undefined> => find(db, name),

    async list(): Promise<User[]> {
      return (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(shownUser)
    },

    /** False where the name is taken. */
    async add({ scope = {}, isReadOnly = false, source = 'local', ...user }: NewUser) {
      const result = await db
        .insertInto('users')
        .values({ ...user, scope: JSON.stringify(scope), readOnly: isReadOnly ? 1 : 0, source })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** A new password ends all sessions of the user. */
    change: (name: string, change: UserPatch, allow: Allow = () => {}): Promise<Change> =>
      alone(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        allow(user)
        const next = { ...user, ...change }
        const stepsDown = administers(user) && !administers(next)
        if (stepsDown && !(await oneAdminStays(transaction, name))) return 'lastAdmin'
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

    /** Ends all sessions of the user and drops their drafts too. */
    remove: (name: string, allow: Allow = () => {}): Promise<Change> =>
      alone(async (transaction) => {
        const user = await find(transaction, name)
        if (!user) return 'missing'
        allow(user)
        if (administers(user) && !(await oneAdminStays(transaction, name))) return 'lastAdmin'
        await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        await transaction.deleteFrom('drafts').where('user', '=', name).execute()
        await transaction.deleteFrom('users').where('name', '=', name).execute()
        return 'done'
      }),
  }
}
