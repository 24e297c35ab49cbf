import { log } from './log'

/** Does something again and again, never twice at once; a failure is logged and the next turn comes all the same. */
export function every(
  milliseconds: number,
  what: string,
  work: () => Promise<void>,
): { stop: () => Promise<void> } {
  let current: Promise<void> | undefined
  const timer = setInterval(() => {
    current ??= work()
      .catch((error: unknown) => log({ event: `${what}Failed`, error: String(error) }))
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
