import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const start = Date.UTC(2026, 10, 30, 12)
const minute = 60_000

/** A fresh page whose clock is the fake one of the test. */
async function open() {
  vi.resetModules()
  const clock = await import('./clock')
  return {
    ...clock,
    /** An answer after `wait` ms each way; the server's clock is `lead` ms ahead of the browser's. */
    answer: (lead: number, [there, back] = [20, 20], header = 'X-Gantry-Time') => {
      const measured = clock.timeRequest()
      vi.advanceTimersByTime(there)
      const time = Date.now() + lead
      vi.advanceTimersByTime(back)
      const text = header === 'Date' ? new Date(time).toUTCString() : String(time)
      measured(new Headers({ [header]: text }))
    },
    /** The error of the page's clock in ms. */
    error: (lead: number) => Math.abs(clock.now() - (Date.now() + lead)),
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

it.each([10 * minute, -10 * minute, 24 * 60 * minute, -24 * 60 * minute, 3_000])(
  'follows a server that is %s ms ahead',
  async (lead) => {
    const page = await open()
    page.answer(lead)
    expect(page.error(lead)).toBeLessThanOrEqual(20)
    expect(Math.abs(page.browserLead() + lead)).toBeLessThanOrEqual(20)
    vi.advanceTimersByTime(minute)
    expect(page.error(lead)).toBeLessThanOrEqual(20)
  },
)

it('is off by at most the round trip, and improves with a faster response', async () => {
  const page = await open()
  page.answer(10 * minute, [100, 9_000])
  expect(page.error(10 * minute)).toBeLessThanOrEqual(4_550)
  page.answer(10 * minute, [10, 30])
  expect(page.error(10 * minute)).toBeLessThanOrEqual(40)
  page.answer(10 * minute, [8_000, 100])
  expect(page.error(10 * minute)).toBeLessThanOrEqual(40)
})

it('keeps the browser’s clock where it agrees with the server’s', async () => {
  const page = await open()
  page.answer(15)
  expect(page.now()).toBe(Date.now())
})

it('follows a clock that is set while the page is open', async () => {
  const page = await open()
  page.answer(0)
  vi.setSystemTime(start + 60 * minute)
  page.answer(-60 * minute)
  expect(page.error(-60 * minute)).toBeLessThanOrEqual(20)
})

it('notifies listeners of a change, but not of jitter', async () => {
  const page = await open()
  const watcher = vi.fn()
  page.watchClock(watcher)
  page.answer(50)
  page.answer(-30)
  expect(watcher).not.toHaveBeenCalled()
  page.answer(10 * minute)
  expect(watcher).toHaveBeenCalledOnce()
})

it('falls back to the header Date, which has whole seconds', async () => {
  const page = await open()
  page.answer(10 * minute + 700, [20, 20], 'Date')
  expect(page.error(10 * minute + 700)).toBeLessThanOrEqual(1_000)
  page.timeRequest()(new Headers())
  page.timeRequest()(new Headers({ Date: 'soon' }))
  expect(page.error(10 * minute + 700)).toBeLessThanOrEqual(1_000)
})

it('shifts moments that a library read from the browser’s clock', async () => {
  const page = await open()
  const read = Date.now()
  page.answer(10 * minute, [0, 0])
  expect(page.now() - page.fromBrowserTime(read)).toBe(Date.now() - read)
})
