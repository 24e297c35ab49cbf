import { log } from '../log'

/**
 * Repeats an asynchronous job without overlap. A failure is logged once until it changes, and does
 * not stop the repetition.
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
