import { userName } from '../../../src/contract/rules/userNames'
import { Problem } from '../http/problem'

/** Whether a user name is valid; invalid ones need no lookup. */
export const isUserName = (name: string): boolean => userName.test(name)

/** Error for setting the password of a user who signs in through an identity provider. */
export const noPasswordProblem = (user: string) =>
  new Problem(409, 'NoPassword', `${user} signs in by single sign-on and has no password here.`)
