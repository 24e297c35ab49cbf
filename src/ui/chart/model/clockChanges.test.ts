import { afterAll, describe, expect, it } from 'vitest'
import { timeTicks } from './ticks'

const before = process.env.TZ
afterAll(() => {
  process.env.TZ = before ?? ''
  if (before === undefined) Reflect.deleteProperty(process.env, 'TZ')
})

const hour = 3_600_000
const day = 24 * hour
const start = Date.UTC(2026, 0, 1)

/** Hours of 2026 before which the zone changes its clock. */
function changes(): number[] {
  const found: number[] = []
  for (let at = start; at < start + 365 * day; at += day) {
    const offset = (time: number) => new Date(time).getTimezoneOffset()
    if (offset(at) !== offset(at + day)) found.push(at)
  }
  return found
}

describe('ticks on days with a change of the clock', () => {
  it.each(Intl.supportedValuesOf('timeZone'))(
    'are at even hours, apart and in order in %s',
    (zone) => {
      process.env.TZ = zone
      for (const at of changes()) {
        for (const span of [day, 1.5 * day, 3 * day]) {
          const ticks = timeTicks({ from: at - day / 2, to: at - day / 2 + span }, 8)
          const hours = ticks.map((tick) => new Date(tick).getHours())
          const step = Math.min(...ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0)))
          expect(step, `${zone} ${hours}`).toBeGreaterThanOrEqual(1.5 * hour)
          expect(ticks.length).toBeGreaterThan(2)
        }
      }
    },
  )

  it('are the same hours as on any other day in Berlin on 2026-10-25', () => {
    process.env.TZ = 'Europe/Berlin'
    const from = new Date(2026, 9, 25).getTime()
    const ticks = timeTicks({ from, to: new Date(2026, 9, 26).getTime() }, 9)
    expect(ticks.map((tick) => new Date(tick).getHours())).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 0])
  })
})
