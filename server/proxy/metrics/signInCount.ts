import { Problem } from '../http/problem'

type Way = 'password' | 'singleSignOn'
type End = 'ok' | 'refused' | 'limited' | 'failed'

/** Told of every sign-in; never who it was. */
export type SignInCount = (way: Way, end: End) => void

function endOf(error: unknown): End {
  if (!(error instanceof Problem) || error.status >= 500) return 'failed'
  return error.status === 429 ? 'limited' : 'refused'
}

/** Counts how a sign-in ends. */
export async function countSignIn<T>(
  count: SignInCount,
  way: Way,
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
