import type { Scope } from '../../../src/contract/console/declare/values'
import { foldName } from '../../../src/contract/rules/userNames'
import type { Identity, NewSsoUser, NewUser, User, UserChange } from '../../proxy/users/ports'
import type { Db, Tables } from '../schema'
import { inSerializableTransaction } from '../transaction'
import { newUserId } from './userId'

type UserPatch = Partial<
  Pick<User, 'passwordHash' | 'role' | 'scope' | 'isReadOnly' | 'displayName'>
>

/** Returns the permissions of a stored row, with the scope parsed and the flag as a boolean. */
export const permissionsOf = <T extends Pick<Tables['users'], 'scope' | 'readOnly'>>({
  scope,
  readOnly,
  ...rest
}: T) => ({ ...rest, scope: JSON.parse(scope) as Scope, isReadOnly: readOnly === 1 })

function userOf({ foldedName, issuer, subject, ...row }: Tables['users']): User {
  const user = permissionsOf(row)
  return issuer === null || subject === null ? user : { ...user, identity: { issuer, subject } }
}

const unrestricted = JSON.stringify({})

/** A single sign-on user without an identity cannot sign in. */
const isUnlinked = ({ source, identity }: User) => source === 'sso' && identity === undefined

/**
 * Whether a user may administer without limits. An administrator with a limited scope cannot grant
 * an unlimited one.
 */
const isFullAdmin = (user: User) =>
  user.role === 'admin' &&
  !user.isReadOnly &&
  !isUnlinked(user) &&
  JSON.stringify(user.scope) === unrestricted

const findOtherAdmin = (transaction: Db, name: string) =>
  transaction
    .selectFrom('users')
    .select('name')
    .where('role', '=', 'admin')
    .where('readOnly', '=', 0)
    .where('scope', '=', unrestricted)
    .where((where) => where.or([where('source', '=', 'local'), where('subject', 'is not', null)]))
    .where('name', '!=', name)
    .limit(1)
    .executeTakeFirst()

/** Whether a name is taken or too similar to a taken one. */
const isTaken = async (transaction: Db, name: string): Promise<boolean> =>
  (await transaction
    .selectFrom('users')
    .select('name')
    .where((where) =>
      where.or([where('foldedName', '=', foldName(name)), where('name', '=', name)]),
    )
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Returns the first free name of `ada`, `ada (2)` and so on. */
async function freeName(from: Db, text: string): Promise<string> {
  let name = text
  for (let next = 2; await isTaken(from, name); next += 1) name = `${text} (${next})`
  return name
}

async function findByIdentity(from: Db, { issuer, subject }: Identity) {
  const row = await from
    .selectFrom('users')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row && userOf(row)
}

/** Returns the row of a new user, with a new ID. */
const rowOf = ({ scope, isReadOnly, identity, ...user }: Omit<User, 'id'>): Tables['users'] => ({
  ...user,
  id: newUserId(),
  foldedName: foldName(user.name),
  scope: JSON.stringify(scope),
  readOnly: isReadOnly ? 1 : 0,
  issuer: identity?.issuer ?? null,
  subject: identity?.subject ?? null,
})

/** Removes a user and all rows that belong only to this user. */
async function removeAll(transaction: Db, name: string): Promise<void> {
  await transaction.deleteFrom('sessions').where('user', '=', name).execute()
  await transaction.deleteFrom('drafts').where('user', '=', name).execute()
  await transaction.deleteFrom('devices').where('user', '=', name).execute()
  // A later user of the same name is another user and must not get these responses.
  await transaction.deleteFrom('repeats').where('user', '=', name).execute()
  await transaction.deleteFrom('users').where('name', '=', name).execute()
}

/** Checks the user immediately before a change or a removal; throws to refuse it. */
type CheckUser = (user: User) => void

/** Users who can sign in. */
export function createUsers(db: Db, changed: () => void) {
  /**
   * Transactions are serializable, so that two administrators who remove each other at the same
   * time cannot both succeed.
   */
  const inUserTransaction = <T>(work: (transaction: Db) => Promise<T>): Promise<T> =>
    inSerializableTransaction(db, work).finally(changed)

  const findUser = async (from: Db, name: string): Promise<User | undefined> => {
    const query = from.selectFrom('users').selectAll().where('name', '=', name)
    const row = await query.executeTakeFirst()
    return row && userOf(row)
  }

  return {
    find: (name: string): Promise<User | undefined> => findUser(db, name),

    async list(): Promise<User[]> {
      return (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(userOf)
    },

    async findByIdentity(identity: Identity): Promise<User | undefined> {
      return findByIdentity(db, identity)
    },

    /** Finds all users whose ID, name or display name equals this text. */
    async named(text: string): Promise<User[]> {
      const rows = await db
        .selectFrom('users')
        .selectAll()
        .where((where) =>
          where.or([
            where('id', '=', text),
            where('name', '=', text),
            where('displayName', '=', text),
          ]),
        )
        .orderBy('name')
        .execute()
      return rows.map(userOf)
    },

    /** Returns false if the name is taken, or folds to the same form as a taken one. */
    add: ({ scope = {}, isReadOnly = false, source = 'local', ...user }: NewUser) =>
      inUserTransaction(async (transaction) => {
        if (await isTaken(transaction, user.name)) return false
        const row = rowOf({ ...user, displayName: user.name, scope, isReadOnly, source })
        await transaction.insertInto('users').values(row).execute()
        return true
      }),

    freeName: (text: string): Promise<string> => freeName(db, text),

    /** Returns the user with this identity, or adds one under a free name. */
    addSso: ({ identity, displayName, ...user }: NewSsoUser): Promise<User> =>
      inUserTransaction(async (transaction) => {
        const existing = await findByIdentity(transaction, identity)
        if (existing) return existing
        const name = await freeName(transaction, displayName)
        const fixed = { passwordHash: '', isReadOnly: false, source: 'sso' as const }
        const row = rowOf({ ...user, ...fixed, name, displayName, identity })
        await transaction.insertInto('users').values(row).execute()
        return userOf(row)
      }),

    /** Changes a user; a new password ends all sessions of the user. */
    change: (name: string, change: UserPatch, allow: CheckUser = () => {}): Promise<UserChange> =>
      inUserTransaction(async (transaction) => {
        const user = await findUser(transaction, name)
        if (!user) return 'missing'
        allow(user)
        const changedUser = { ...user, ...change }
        const losesAdmin = isFullAdmin(user) && !isFullAdmin(changedUser)
        if (losesAdmin && !(await findOtherAdmin(transaction, name))) return 'lastAdmin'
        await transaction
          .updateTable('users')
          .set({
            passwordHash: changedUser.passwordHash,
            displayName: changedUser.displayName,
            role: changedUser.role,
            scope: JSON.stringify(changedUser.scope),
            readOnly: changedUser.isReadOnly ? 1 : 0,
          })
          .where('name', '=', name)
          .execute()
        if (change.passwordHash !== undefined) {
          await transaction.deleteFrom('sessions').where('user', '=', name).execute()
        }
        return 'done'
      }),

    /**
     * Moves the identity of `from` to `to`, a single sign-on user without an identity. `to` keeps
     * its scope and gets the role of `from`, who is removed. Ends all sessions of both.
     */
    link: (
      from: string,
      to: string,
      allow: (from: User, to: User) => void = () => {},
    ): Promise<UserChange> =>
      inUserTransaction(async (transaction) => {
        const [ssoUser, keptUser] = [
          await findUser(transaction, from),
          await findUser(transaction, to),
        ]
        if (!ssoUser?.identity || !keptUser) return 'missing'
        allow(ssoUser, keptUser)
        const linkedUser = { ...keptUser, role: ssoUser.role, identity: ssoUser.identity }
        const losesAdmin = isFullAdmin(ssoUser) && !isFullAdmin(linkedUser)
        if (losesAdmin && !(await findOtherAdmin(transaction, from))) return 'lastAdmin'
        await removeAll(transaction, from)
        await transaction.deleteFrom('sessions').where('user', '=', to).execute()
        await transaction
          .updateTable('users')
          .set({ ...ssoUser.identity, role: ssoUser.role, displayName: ssoUser.displayName })
          .where('name', '=', to)
          .execute()
        return 'done'
      }),

    /**
     * Removes a user; ends the user's sessions and deletes drafts, known devices and stored
     * responses.
     */
    remove: (name: string, allow: CheckUser = () => {}): Promise<UserChange> =>
      inUserTransaction(async (transaction) => {
        const user = await findUser(transaction, name)
        if (!user) return 'missing'
        allow(user)
        if (isFullAdmin(user) && !(await findOtherAdmin(transaction, name))) return 'lastAdmin'
        await removeAll(transaction, name)
        return 'done'
      }),
  }
}
