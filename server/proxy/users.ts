import { readFields } from './body'
import { newPassword, newUserName } from './credentials'
import type { ProxyPorts, User, UserChange } from './ports'
import { Problem } from './problem'
import { roleFrom } from './roles'

const view = ({ name, role, createdAt }: Omit<User, 'passwordHash'>) => ({
  user: name,
  role,
  createdAt,
})

function requireDone(name: string, result: UserChange): void {
  if (result === 'missing') throw new Problem(404, 'UnknownUser', `There is no user ${name}.`)
  if (result === 'lastAdmin') {
    const next = 'Make somebody else an administrator first.'
    throw new Problem(409, 'LastAdmin', `${name} is the last administrator. ${next}`)
  }
}

/** A change that is ready to be made, and what the audit says of it. */
export interface Change {
  target: string
  params: unknown
  work: () => Promise<unknown>
}

/** /api/users: who may sign in. Whether the asker may know or change it has been settled before. */
export function createUsers({ store, passwords, now }: ProxyPorts) {
  return {
    list: async () => (await store.users.list()).map(view),

    async add(_name: string, request: Request): Promise<Change> {
      const fields = await readFields(request, ['user', 'password', 'role'])
      const name = newUserName(fields)
      const role = roleFrom(fields.role)
      const password = newPassword(fields)
      const work = async () => {
        const passwordHash = await passwords.hash(password)
        const user = { name, role, passwordHash, createdAt: now() }
        if (await store.users.add(user)) return view(user)
        throw new Problem(409, 'UserExists', `There is a user ${name} already.`)
      }
      return { target: name, params: { role }, work }
    },

    /** Changes role, password or both. A new password ends the sessions of the user. */
    async change(name: string, request: Request): Promise<Change> {
      const fields = await readFields(request, ['password', 'role'])
      const role = fields.role === undefined ? {} : { role: roleFrom(fields.role) }
      const password = fields.password === undefined ? undefined : newPassword(fields)
      const work = async () => {
        const passwordHash = password !== undefined && (await passwords.hash(password))
        const change = { ...role, ...(passwordHash && { passwordHash }) }
        requireDone(name, await store.users.change(name, change))
        const user = await store.users.find(name)
        return user ? view(user) : requireDone(name, 'missing')
      }
      return { target: name, params: { ...role, password: password !== undefined }, work }
    },

    /** Ends the sessions of the user too. */
    async remove(name: string): Promise<Change> {
      const work = async () => {
        requireDone(name, await store.users.remove(name))
        return {}
      }
      return { target: name, params: {}, work }
    },
  }
}
