import type { Timing } from '../../../cloud/kubernetes/ports'

interface Waiter {
  at: number
  resolve: () => void
}

/** Runs all pending promise callbacks. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await Promise.resolve()
}

/** A clock that tests advance; waits end when it reaches their time. */
export function steppedTime(start = Date.UTC(2026, 10, 29)) {
  let current = start
  const waiters = new Set<Waiter>()
  const timing: Timing = {
    now: () => current,
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const endWait = () => {
          waiters.delete(waiter)
          signal.removeEventListener('abort', endWait)
          resolve()
        }
        const waiter = { at: current + ms, resolve: endWait }
        waiters.add(waiter)
        signal.addEventListener('abort', endWait)
      }),
  }
  return {
    timing,
    /**
     * Advances from the end of one wait to the next, so that each continuation runs at its own
     * time.
     */
    async advance(ms: number): Promise<void> {
      const endTime = current + ms
      await settle()
      for (;;) {
        const [nextWaiter] = [...waiters].sort((a, b) => a.at - b.at)
        if (!nextWaiter || nextWaiter.at > endTime) break
        current = Math.max(current, nextWaiter.at)
        nextWaiter.resolve()
        await settle()
      }
      current = endTime
      await settle()
    },
  }
}
