import { log } from '../log'

/**
 * Repeats an asynchronous job without overlap. A failure does not stop the repetition and is logged
 * once until it changes.
 */
export function repeatEvery(
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
