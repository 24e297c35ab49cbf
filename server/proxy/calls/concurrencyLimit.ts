/** Limits concurrency; further calls wait in order. */
export function createConcurrencyLimit(limit: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= limit) await new Promise<void>((begin) => waiting.push(begin))
    else running += 1
    try {
      return await work()
    } finally {
      // The slot passes directly to the next waiting call, so that a new call cannot take it.
      const passSlot = waiting.shift()
      if (passSlot) passSlot()
      else running -= 1
    }
  }
}
