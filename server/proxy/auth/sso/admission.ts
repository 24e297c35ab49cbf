import { isShowableName } from '../../../../src/contract/rules/userNames'
import { noScope } from '../../access/scope'
import { Problem } from '../../http/problem'
import type { ProxyPorts, User } from '../../ports'
import type { ProvidedUser } from './provider'

/**
 * Updates a single sign-on user to the provider's current name and role. Users are matched by
 * identity: a local user, or a user with another identity, may have the same name.
 */
export function createAdmission({ store, now, singleSignOn: provider }: ProxyPorts) {
  const newUserScope = provider?.newUserScope ?? noScope

  /**
   * Throws Problem if the user may not sign in. If the user no longer has a role, also ends the
   * user's sessions.
   */
  async function admit({ identity, name, role }: ProvidedUser): Promise<User> {
    const knownUser = await store.users.findByIdentity(identity)
    if (!isShowableName(name)) {
      throw new Problem(
        403,
        'UserNameRefused',
        'The identity provider sent a user name that this console cannot show: it is longer than 256 characters, has control characters, or is "." or "..".',
      )
    }
    if (!role) {
      // The user no longer has the groups that granted the role.
      if (knownUser) await store.sessions.removeOf(knownUser.name)
      throw new Problem(
        403,
        'NoRole',
        `${name} has no role here. An administrator can give a role to one of the groups of ${name}.`,
      )
    }
    const added = { identity, displayName: name, role, createdAt: now(), scope: newUserScope }
    const user = knownUser ?? (await store.users.addSso(added))
    if (user.role === role && user.displayName === name) return user
    const changeResult = await store.users.change(user.name, { role, displayName: name })
    if (changeResult === 'lastAdmin') {
      throw new Problem(
        403,
        'LastAdmin',
        `${name} is the last administrator, but now belongs only to groups with the role ${role}. Give another user the role admin first.`,
      )
    }
    return { ...user, role, displayName: name }
  }

  return admit
}
