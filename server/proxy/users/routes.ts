import type * as z from 'zod/mini'
import { addUser, changeUser, linkUser } from '../../../src/contract/console/users'
import type { Principal } from '../access/principal'
import { isWithin, noScope } from '../access/scope'
import { noPasswordProblem } from '../auth/credentials'
import { defaultSessionLimits, expiryCutoffs } from '../auth/limits/sessionLimits'
import { requireStrongPassword } from '../auth/newPassword'
import { readBody } from '../http/body'
import { Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { ProxyPorts, Scope, User, UserChange } from '../ports'
import { createUserLookup } from './addressed'

const view = ({ id, name, displayName, role, createdAt, scope, ...rest }: User) => ({
  user: displayName,
  id,
  name,
  role,
  createdAt,
  scope,
  readOnly: rest.isReadOnly,
  source: rest.source,
  identity: rest.identity,
})

/** The permissions that a request changes; absent fields stay unchanged. */
const permissionsFrom = ({
  role,
  scope,
  readOnly,
}: Omit<z.output<typeof changeUser.body>, 'password' | 'before'>) => ({
  ...(role !== undefined && { role }),
  ...(scope !== undefined && { scope }),
  ...(readOnly !== undefined && { isReadOnly: readOnly }),
})

type Permissions = NonNullable<z.output<typeof changeUser.body>['before']>

/** Compares permissions; the order of names in a scope is irrelevant. */
function hasPermissions({ role, readOnly, scope }: Permissions, user: User): boolean {
  const isSameScope = isWithin(scope, user.scope) && isWithin(user.scope, scope)
  return role === user.role && readOnly === user.isReadOnly && isSameScope
}

const outdatedPermissions = (name: string) =>
  new Problem(409, 'UserChanged', `The permissions of ${name} have changed since they were read.`)

/** `path` names the field whose change would remove the last administrator. */
function requireChanged(name: string, result: UserChange, path?: string): void {
  if (result === 'missing')
    throw new Problem(404, 'UnknownUser', `The user ${name} does not exist.`)
  if (result === 'lastAdmin') {
    const advice = 'Give another user the role admin first.'
    const message = 'must not take the role admin from the last administrator'
    const fields = path === undefined ? [] : [{ path, rule: 'lastAdmin', message }]
    throw new Problem(409, 'LastAdmin', `${name} is the last administrator. ${advice}`, { fields })
  }
}

/** Returns the field by which a change ends the user's administrator role. */
function pathOf({ role, isReadOnly }: Partial<User>): string {
  if (role !== undefined && role !== 'admin') return 'role'
  return isReadOnly ? 'readOnly' : 'scope'
}

/** A user with a limited scope can't grant a wider one, to themselves or to other users. */
function requireGrantable(
  { user, scope }: Principal,
  name: string,
  current?: Scope,
  next?: Scope,
): void {
  if (current && !isWithin(current, scope)) {
    throw new Problem(
      403,
      'OutOfScope',
      `The scope of ${name} exceeds that of ${user}, so ${user} cannot change this user.`,
    )
  }
  if (next && !isWithin(next, scope)) {
    const fields = [{ path: 'scope', rule: 'beyondOwn', message: 'must not exceed your own scope' }]
    const refusalText = `The scope of ${user} does not include the scope requested for ${name}.`
    throw new Problem(403, 'OutOfScope', refusalText, { fields })
  }
}

/** Message after removing a single sign-on user: the next sign-in adds the user again. */
const removedNotice = (name: string) =>
  new Problem(
    403,
    'OutOfScope',
    `${name} signs in by single sign-on: after deletion, the next sign-in would create the user again with the default scope, which exceeds yours. Ask an administrator with a wider scope.`,
  )

const notLinkable = ({ name, source, identity }: User) => {
  const obstacle =
    source === 'local'
      ? 'signs in with a password'
      : identity
        ? 'has an identity at the identity provider already'
        : 'has no identity at the identity provider'
  return new Problem(409, 'NotLinkable', `${name} ${obstacle}.`)
}

function nameTaken(name: string): Problem {
  const fields = [
    { path: 'user', rule: 'userExists', message: 'must not be the name of another user' },
  ]
  return new Problem(409, 'UserExists', `The user ${name} already exists.`, { fields })
}

/** A prepared change and its audit entry. */
export interface PreparedChange<T> {
  target: string
  params: unknown
  work: () => Promise<T>
}

/** /api/users: the users of the console. The caller has already checked the role. */
export function createUsers(ports: ProxyPorts) {
  const { store, passwords, now, singleSignOn, sessionLimits = defaultSessionLimits } = ports
  const addressed = createUserLookup(store)
  const newUserScope = singleSignOn?.newUserScope ?? noScope

  return {
    /**
     * Lists users with the number of sessions and the time of the last sign-in; null if the user
     * never signed in.
     */
    async list() {
      const [allUsers, sessions, signIns] = await Promise.all([
        store.users.list(),
        store.sessions.counts(expiryCutoffs(now(), sessionLimits)),
        store.audit.lastSignIns(),
      ])
      return allUsers.map((user) => ({
        ...view(user),
        sessions: sessions.get(user.name) ?? 0,
        signedInAt: signIns.get(user.name) ?? null,
      }))
    },

    async add(context: RouteContext, by: Principal) {
      const { user: name, password, ...fields } = await readBody(context, addUser)
      await requireStrongPassword(passwords, name, password)
      const { role } = fields
      const permissions = permissionsFrom(fields)
      const work = async () => {
        requireGrantable(by, name, undefined, permissions.scope ?? {})
        const passwordHash = await passwords.hash(password)
        const user = { name, role, passwordHash, createdAt: now(), ...permissions }
        if (await store.users.add(user)) return view(await addressed.user(user.name))
        throw nameTaken(name)
      }
      return { target: name, params: { role, ...permissions }, work }
    },

    /** Changes a user's permissions, password, or both. A new password ends the user's sessions. */
    async change(context: RouteContext, by: Principal) {
      const { password, before, ...fields } = await readBody(context, changeUser)
      const target = await addressed.target(context.name)
      if (password !== undefined) {
        // The comparison applies only to the user's own password, so that an administrator cannot
        // guess passwords of others.
        const ownUser = target === by.user ? await store.users.find(target) : undefined
        const isSame =
          ownUser?.passwordHash && (await passwords.verify(password, ownUser.passwordHash))
        await requireStrongPassword(passwords, target, password, isSame ? password : undefined)
      }
      const permissions = permissionsFrom(fields)
      const allow = (present: User) => {
        const { name, source, scope } = present
        requireGrantable(by, name, scope, permissions.scope)
        if (before && !hasPermissions(before, present)) throw outdatedPermissions(name)
        if (password !== undefined && source === 'sso') throw noPasswordProblem(name)
      }
      const work = async () => {
        const user = await addressed.user(context.name)
        allow(user)
        const passwordHash = password !== undefined && (await passwords.hash(password))
        const userChange = { ...permissions, ...(passwordHash && { passwordHash }) }
        // The user's permissions are checked again, because they may have changed during hashing.
        requireChanged(
          user.name,
          await store.users.change(user.name, userChange, allow),
          pathOf(userChange),
        )
        return view(await addressed.user(user.id))
      }
      return { target, params: { ...permissions, password: password !== undefined }, work }
    },

    /**
     * Moves the identity of a single sign-on user to one who was created before identities were
     * stored, and deletes the former.
     */
    async link(context: RouteContext, by: Principal) {
      const { user: text } = await readBody(context, linkUser)
      const from = await addressed.target(text)
      const work = async () => {
        const { name } = await addressed.user(context.name)
        const fromUser = await addressed.user(text)
        const allow = (user: User, older: User) => {
          for (const { name: own, scope } of [user, older]) requireGrantable(by, own, scope)
          if (older.source !== 'sso' || older.identity) throw notLinkable(older)
        }
        if (!fromUser.identity) throw notLinkable(fromUser)
        requireChanged(fromUser.name, await store.users.link(fromUser.name, name, allow))
        return view(await addressed.user(name))
      }
      const { identity } = (await store.users.find(from)) ?? {}
      return { target: await addressed.target(context.name), params: { from, ...identity }, work }
    },

    async signOut(context: RouteContext, by: Principal) {
      const work = async () => {
        const { name, scope } = await addressed.user(context.name)
        requireGrantable(by, name, scope)
        await store.sessions.removeOf(name)
        return {}
      }
      return { target: await addressed.target(context.name), params: {}, work }
    },

    /** Removes a user and ends their sessions. */
    async remove(context: RouteContext, by: Principal) {
      const work = async () => {
        const { name } = await addressed.user(context.name)
        const allow = ({ source, scope }: User) => {
          requireGrantable(by, name, scope)
          if (source === 'sso' && !isWithin(newUserScope, by.scope)) throw removedNotice(name)
        }
        requireChanged(name, await store.users.remove(name, allow))
        return {}
      }
      return { target: await addressed.target(context.name), params: {}, work }
    },
  }
}
