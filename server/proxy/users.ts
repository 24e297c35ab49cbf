import { readObject, textField } from './body'
import type { ProxyPorts, Role, User } from './ports'
import { fault, invalid, Problem } from './problem'

const roles: readonly Role[] = ['viewer', 'operator', 'admin']
const isRole = (value: unknown): value is Role => roles.some((role) => role === value)

export function requireAdmin(user: User): void {
  if (user.role === 'admin') return
  throw new Problem(403, 'AdminOnly', `This needs the role admin; ${user.name} is ${user.role}.`)
}

function roleOf(body: Record<string, unknown>): Role {
  if (isRole(body.role)) return body.role
  throw invalid([fault('role', 'oneOf', `must be one of ${roles.join(', ')}`)])
}

function newPassword(body: Record<string, unknown>): string {
  const password = textField(body, 'password')
  if (password.length >= 12 && password.length <= 256) return password
  throw invalid([fault('password', 'tooShort', 'must have 12 to 256 characters')])
}

const view = ({ name, role, createdAt }: User) => ({ user: name, role, createdAt })

/** /api/users: who may sign in; for admins. */
export function createUsers({ store, passwords, now }: ProxyPorts) {
  async function existing(name: string): Promise<User> {
    const user = await store.users.find(name)
    if (user) return user
    throw new Problem(404, 'UnknownUser', `There is no user ${name}.`)
  }

  async function keepAnAdmin(user: User): Promise<void> {
    const admins = (await store.users.list()).filter((one) => one.role === 'admin')
    if (user.role !== 'admin' || admins.length > 1) return
    throw new Problem(409, 'LastAdmin', `${user.name} is the last administrator.`)
  }

  return {
    list: async () => (await store.users.list()).map(view),

    async add(request: Request) {
      const body = await readObject(request)
      const name = textField(body, 'user')
      if (!/^[\w.@-]{1,64}$/.test(name)) {
        throw invalid([
          fault('user', 'userName', 'must have 1 to 64 letters, digits and the signs . _ - @'),
        ])
      }
      const role = roleOf(body)
      const passwordHash = await passwords.hash(newPassword(body))
      const user: User = { name, role, passwordHash, createdAt: now() }
      if (!(await store.users.add(user))) {
        throw new Problem(409, 'UserExists', `There is a user ${name} already.`)
      }
      return view(user)
    },

    /** Changes role, password or both; either ends the sessions of the user. */
    async change(name: string, request: Request) {
      const user = await existing(name)
      const body = await readObject(request)
      const role = body.role === undefined ? user.role : roleOf(body)
      if (role !== 'admin') await keepAnAdmin(user)
      await store.users.change(name, {
        role,
        ...(body.password !== undefined && {
          passwordHash: await passwords.hash(newPassword(body)),
        }),
      })
      await store.sessions.removeOf(name)
      return view({ ...user, role })
    },

    async remove(name: string) {
      const user = await existing(name)
      await keepAnAdmin(user)
      await store.users.remove(name)
      await store.sessions.removeOf(name)
      return view(user)
    },
  }
}
