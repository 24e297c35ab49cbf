import { expect, onTestFinished, vi } from 'vitest'

/**
 * Stops the clock of timeouts until the end of the test. The returned function waits for a
 * condition, such as the arrival of a request, and then lets the time limits pass. Unlike a short
 * time limit, this order does not depend on the speed of the machine.
 */
export function holdTimeLimits() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return async (milliseconds: number, condition: () => boolean) => {
    await expect.poll(condition).toBe(true)
    vi.advanceTimersByTime(milliseconds)
  }
}
