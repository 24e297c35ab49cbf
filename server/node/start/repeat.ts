import { log } from '../log'

/**
 * Does something again and again, never twice at once. A failure is logged, once as long as it stays the
 * same, and the next turn comes all the same.
 */
export function every(
  milliseconds: number,
  what: string,
  work: () => Promise<void>,
): { stop: () => Promise<void> } {
  let current: Promise<void> | undefined
  let said = ''
  const tell = (error: string) => {
    if (error !== said && error !== '') log({ event: `${what}Failed`, error })
    said = error
  }
  const timer = setInterval(() => {
    current ??= work()
      .then(() => tell(''))
      .catch((error: unknown) => tell(String(error)))
      .finally(() => {
        current = undefined
      })
  }, milliseconds)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await current
    },
  }
}
