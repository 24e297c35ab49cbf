import { userName } from '../../../src/contract/console/users'
import { Problem } from '../http/problem'

/** Whether somebody can have this name; one that nobody can have need not be looked up. */
export const isUserName = (name: string): boolean => userName.test(name)

/** The problem with a password of a user who signs in through an identity provider. */
export const noPassword = (user: string) =>
  new Problem(409, 'NoPassword', `${user} signs in by single sign-on and has no password here.`)
