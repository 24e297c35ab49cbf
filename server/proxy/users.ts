import { type Fields, readFields } from './body'
import { newPassword, newUserName, noPassword } from './credentials'
import type { ProxyPorts, User, UserChange } from './ports'
import { invalid, Problem } from './problem'
import { reachFrom } from './reach'
import type { Question } from './reply'
import { roleFrom } from './roles'

const view = ({ name, role, createdAt, reach, isReadOnly, source }: User, sessions = 0) => ({
  user: name,
  role,
  createdAt,
  reach,
  readOnly: isReadOnly,
  source,
  sessions,
})

function readOnlyFrom(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw invalid([{ path: 'readOnly', rule: 'boolean', message: 'must be true or false' }])
}

/** What a request says about what a user may do; only what it says. */
const standingFrom = ({ role, reach, readOnly }: Fields) => ({
  ...(role !== undefined && { role: roleFrom(role) }),
  ...(reach !== undefined && { reach: reachFrom(reach) }),
  ...(readOnly !== undefined && { isReadOnly: readOnlyFrom(readOnly) }),
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
  async function found(name: string): Promise<User> {
    const user = await store.users.find(name)
    if (user) return user
    throw new Problem(404, 'UnknownUser', `There is no user ${name}.`)
  }

  return {
    async list() {
      const [all, sessions] = await Promise.all([store.users.list(), store.sessions.counts()])
      return all.map((user) => view(user, sessions.get(user.name)))
    },

    async add(_name: string, request: Question): Promise<Change> {
      const fields = await readFields(request, ['user', 'password', 'role', 'reach', 'readOnly'])
      const name = newUserName(fields)
      const role = roleFrom(fields.role)
      const standing = standingFrom(fields)
      const password = newPassword(fields)
      const work = async () => {
        const passwordHash = await passwords.hash(password)
        const user = { name, role, passwordHash, createdAt: now(), ...standing }
        if (await store.users.add(user)) return view(await found(name))
        throw new Problem(409, 'UserExists', `There is a user ${name} already.`)
      }
      return { target: name, params: { role, ...standing }, work }
    },

    /** Changes what a user may do, its password, or both. A new password ends its sessions. */
    async change(name: string, request: Question): Promise<Change> {
      const fields = await readFields(request, ['password', 'role', 'reach', 'readOnly'])
      const standing = standingFrom(fields)
      const password = fields.password === undefined ? undefined : newPassword(fields)
      const work = async () => {
        const isElsewhere = (await store.users.find(name))?.source === 'sso'
        if (password !== undefined && isElsewhere) throw noPassword(name)
        const passwordHash = password !== undefined && (await passwords.hash(password))
        const change = { ...standing, ...(passwordHash && { passwordHash }) }
        requireDone(name, await store.users.change(name, change))
        return view(await found(name))
      }
      return { target: name, params: { ...standing, password: password !== undefined }, work }
    },

    /** Ends all sessions of a user. */
    async signOut(name: string): Promise<Change> {
      const work = async () => {
        await found(name)
        await store.sessions.removeOf(name)
        return {}
      }
      return { target: name, params: {}, work }
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
