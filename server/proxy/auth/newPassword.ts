import { invalid } from '../http/problem'
import type { Passwords } from '../ports'

/** Throws 400 if a new password is easy to guess, or equals the present one. */
export async function requireStrongPassword(
  { isWeak }: Passwords,
  user: string,
  password: string,
  current?: string,
): Promise<void> {
  if (password.normalize('NFKC') === current?.normalize('NFKC')) {
    const message = 'must differ from the current password'
    throw invalid([{ path: 'password', rule: 'samePassword', message }])
  }
  if (!(await isWeak?.(password, [user, ...user.split(/\W|_/)]))) return
  const message =
    'is easy to guess; use several unrelated words, or 12 and more mixed characters, without the user name'
  throw invalid([{ path: 'password', rule: 'weakPassword', message }])
}
