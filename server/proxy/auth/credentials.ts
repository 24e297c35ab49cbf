import { type Fields, textField } from '../http/body'
import { invalid, Problem } from '../http/problem'

const userName = /^[\w.@-]{1,64}$/

/** Characters of a password. */
export const lengths = { minimum: 8, maximum: 256 }

/** Whether somebody can have this name; one that nobody can have need not be looked up. */
export const isUserName = (name: string): boolean => userName.test(name)

/** The name for a new user, or 400. */
export function newUserName(fields: Fields): string {
  const name = textField(fields, 'user')
  if (isUserName(name)) return name
  const message = 'must have 1 to 64 letters, digits and the signs . _ - @'
  throw invalid([{ path: 'user', rule: 'userName', message }])
}

/** A password to be set, or 400; any signs, as long as there are enough of them. */
export function newPassword(fields: Fields): string {
  const password = textField(fields, 'password')
  const { minimum, maximum } = lengths
  if (password.length < minimum) {
    const message = `must have at least ${minimum} characters`
    throw invalid([{ path: 'password', rule: 'tooShort', values: { minimum }, message }])
  }
  if (password.length > maximum) {
    const message = `must have at most ${maximum} characters`
    throw invalid([{ path: 'password', rule: 'tooLong', values: { maximum }, message }])
  }
  return password
}

/** The problem with a password of somebody whom an identity provider vouches for. */
export const noPassword = (user: string) =>
  new Problem(409, 'NoPassword', `${user} signs in elsewhere and has no password here.`)
