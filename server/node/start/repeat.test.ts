import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { repeatEvery } from './repeat'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Flushes pending promise callbacks. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('repeats a job without overlap, and stop waits for the last run', async () => {
  let started = 0
  let end = () => {}
  const job = repeatEvery(1000, 'work', () => {
    started += 1
    return new Promise<void>((resolve) => {
      end = resolve
    })
  })
  vi.advanceTimersByTime(3000)
  expect(started).toBe(1)
  end()
  await settled()
  vi.advanceTimersByTime(1000)
  expect(started).toBe(2)
  let isStopped = false
  const stopped = job.stop().then(() => {
    isStopped = true
  })
  await settled()
  expect(isStopped).toBe(false)
  end()
  await stopped
  vi.advanceTimersByTime(3000)
  expect(started).toBe(2)
})

it('continues after a failure', async () => {
  let started = 0
  const job = repeatEvery(1000, 'work', async () => {
    started += 1
    throw new Error('not now')
  })
  for (const run of [1, 2, 3]) {
    vi.advanceTimersByTime(1000)
    expect(started).toBe(run)
    await settled()
  }
  await job.stop()
})
