import { Problem } from '../http/problem'
import type { Store, User } from '../ports'

const unknown = (text: string) =>
  new Problem(404, 'UnknownUser', `The user ${text} does not exist.`)

const ambiguous = (text: string, users: readonly User[]) =>
  new Problem(
    409,
    'AmbiguousUser',
    `${users.length} users have the name ${text}. Use the ID: ${users.map(({ id, name }) => `${id} for ${name}`).join(', ')}.`,
  )

/**
 * Finds the users that requests address by ID, by unique name, or by shown name. The ID takes
 * precedence; a name of several users is refused, so that no change applies to the wrong one.
 */
export function createAddressed({ users }: Pick<Store, 'users'>) {
  async function find(text: string): Promise<User | Problem> {
    const all = await users.named(text)
    const [first] = all
    if (!first) return unknown(text)
    return all.find(({ id }) => id === text) ?? (all.length === 1 ? first : ambiguous(text, all))
  }

  return {
    /** Throws 404 if there is no such user, and 409 if there are several. */
    async user(text: string): Promise<User> {
      const found = await find(text)
      if (found instanceof Problem) throw found
      return found
    },

    /** For audit entries: the unique name, or the text itself if it names no single user. */
    async target(text: string): Promise<string> {
      const found = await find(text)
      return found instanceof Problem ? text : found.name
    },
  }
}
