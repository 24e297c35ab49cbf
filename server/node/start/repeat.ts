import { log } from '../log'

/**
 * Repeats an asynchronous job without overlap. A failure is logged once until it changes, and does
 * not stop the repetition.
 */
export function repeat(
  milliseconds: number,
  name: string,
  job: () => Promise<void>,
): { stop: () => Promise<void> } {
  let current: Promise<void> | undefined
  let lastError = ''
  const report = (error: string) => {
    if (error !== lastError && error !== '') log({ event: `${name}Failed`, error })
    lastError = error
  }
  const timer = setInterval(() => {
    current ??= job()
      .then(() => report(''))
      .catch((error: unknown) => report(String(error)))
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
