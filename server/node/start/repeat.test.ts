import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { repeat } from './repeat'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Flushes pending promise callbacks. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('repeats a job without overlap, and stop waits for the last run', async () => {
  let begun = 0
  let end = () => {}
  const turns = repeat(1000, 'work', () => {
    begun += 1
    return new Promise<void>((resolve) => {
      end = resolve
    })
  })
  vi.advanceTimersByTime(3000)
  expect(begun).toBe(1)
  end()
  await settled()
  vi.advanceTimersByTime(1000)
  expect(begun).toBe(2)
  let isStopped = false
  const stopped = turns.stop().then(() => {
    isStopped = true
  })
  await settled()
  expect(isStopped).toBe(false)
  end()
  await stopped
  vi.advanceTimersByTime(3000)
  expect(begun).toBe(2)
})

it('continues after a failure', async () => {
  let begun = 0
  const turns = repeat(1000, 'work', async () => {
    begun += 1
    throw new Error('not now')
  })
  for (const turn of [1, 2, 3]) {
    vi.advanceTimersByTime(1000)
    expect(begun).toBe(turn)
    await settled()
  }
  await turns.stop()
})
