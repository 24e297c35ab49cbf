import type { Attempts } from './attempts'
import { readObject, textField } from './body'
import type { Account, Passwords, Peer, Store, User } from './ports'
import { Problem } from './problem'

/** What a browser may know of a person and of the accounts. */
export const sessionView = (user: User, accounts: readonly Account[]) => ({
  user: user.name,
  role: user.role,
  accounts: accounts.map(({ name, regions, production }) => ({ name, regions, production })),
})

/** Checks user and password; an unknown user costs the same time as a wrong password. */
export function createSignIn(passwords: Passwords, store: Store, attempts: Attempts) {
  let decoy: Promise<string> | undefined

  return async (request: Request, peer: Peer): Promise<User> => {
    const body = await readObject(request)
    const name = textField(body, 'user')
    const password = textField(body, 'password')
    attempts.check(name, peer.address)
    const user = await store.users.find(name)
    decoy ??= passwords.hash('no password is this one')
    const fits = await passwords.verify(password, user?.passwordHash ?? (await decoy))
    if (!user || !fits) {
      attempts.failed(name, peer.address)
      throw new Problem(401, 'WrongPassword', 'User or password is wrong.')
    }
    attempts.succeeded(name)
    return user
  }
}
