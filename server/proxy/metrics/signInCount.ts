import { Problem } from '../http/problem'

type SignInMethod = 'password' | 'singleSignOn'
type SignInOutcome = 'ok' | 'refused' | 'limited' | 'failed'

/** Counts the outcome of a sign-in; receives no user name. */
export type SignInCount = (way: SignInMethod, end: SignInOutcome) => void

function endOf(error: unknown): SignInOutcome {
  if (!(error instanceof Problem) || error.status >= 500) return 'failed'
  return error.status === 429 ? 'limited' : 'refused'
}

/** Counts sign-ins by outcome. */
export async function countSignIn<T>(
  count: SignInCount,
  way: SignInMethod,
  signIn: () => Promise<T>,
): Promise<T> {
  try {
    const result = await signIn()
    count(way, 'ok')
    return result
  } catch (error) {
    count(way, endOf(error))
    throw error
  }
}
