import { Problem } from '../http/problem'
import type { Store, User } from '../ports'

const unknownUser = (text: string) =>
  new Problem(404, 'UnknownUser', `The user ${text} does not exist.`)

const ambiguousName = (text: string, users: readonly User[]) =>
  new Problem(
    409,
    'AmbiguousUser',
    `${users.length} users have the name ${text}. Use the ID: ${users.map(({ id, name }) => `${id} for ${name}`).join(', ')}.`,
  )

/**
 * Finds the users that requests address by ID, by unique name, or by display name. The ID takes
 * precedence. A name that several users have is refused, so that no change applies to the wrong
 * user.
 */
export function createUserLookup({ users }: Pick<Store, 'users'>) {
  async function find(text: string): Promise<User | Problem> {
    const all = await users.named(text)
    const [first] = all
    if (!first) return unknownUser(text)
    return (
      all.find(({ id }) => id === text) ?? (all.length === 1 ? first : ambiguousName(text, all))
    )
  }

  return {
    /** Throws 404 if there is no such user, and 409 if there are several. */
    async user(text: string): Promise<User> {
      const matches = await find(text)
      if (matches instanceof Problem) throw matches
      return matches
    },

    /**
     * Returns the unique name for audit entries; the text itself if it does not identify a single
     * user.
     */
    async target(text: string): Promise<string> {
      const matches = await find(text)
      return matches instanceof Problem ? text : matches.name
    },
  }
}
