import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { timeLabels, zoneLabel } from './labels'
import { localText, parseLocalText } from './localText'
import { timeTicks } from './ticks'
import {
  day,
  dayOf,
  daysBefore,
  hour,
  isRepeated,
  localAt,
  localOffset,
  minute,
  momentsOf,
  type OffsetAt,
  startOfDay,
} from './zone'

interface Zone {
  name: string
  /** Moments at which the offset changes. */
  changes: readonly { at: number; before: number; after: number }[]
  offsetAt: OffsetAt
}

const [since, until] = [Date.UTC(2011, 0, 1), Date.UTC(2028, 0, 1)]

/** The offset by the runtime's zone database. */
function databaseOffset(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (moment) => {
    const [, month, date, year, hours, minutes, seconds] =
      /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(format.format(moment)) ?? []
    const local = [year, month, date, hours, minutes, seconds].map(Number)
    const [y = 0, m = 0, ...rest] = local
    return Date.UTC(y, m - 1, ...rest) - Math.floor(moment / 1000) * 1000
  }
}

/** The zone as a table of its changes, which is faster than the database. */
function zoneNamed(name: string): Zone {
  const read = databaseOffset(name)
  const changes: { at: number; before: number; after: number }[] = []
  let last = read(since)
  const first = last
  for (let at = since; at < until; at += 10 * day) {
    const next = read(at + 10 * day)
    if (next === last) continue
    let [low, high] = [at, at + 10 * day]
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (read(middle) === last) low = middle
      else high = middle
    }
    changes.push({ at: high, before: last, after: next })
    last = next
  }
  const offsetAt = (moment: number) => changes.findLast(({ at }) => at <= moment)?.after ?? first
  return { name, changes, offsetAt }
}

/** One zone of each set of changes and offsets. */
const zones = [
  ...new Map(
    Intl.supportedValuesOf('timeZone').map((name) => {
      const zone = zoneNamed(name)
      return [JSON.stringify([zone.offsetAt(since), zone.changes]), zone] as const
    }),
  ).values(),
]
const changes = zones.flatMap((zone) => zone.changes.map((change) => ({ zone, ...change })))

const someChange = fc.integer({ min: 0, max: changes.length - 1 }).map((index) => {
  const change = changes[index]
  if (!change) throw new Error('an index within the list')
  return change
})
/** A moment within two days of a change, in whole minutes. */
const nearChange = fc
  .tuple(someChange, fc.integer({ min: -2880, max: 2880 }))
  .map(([change, minutes]) => ({ ...change, moment: change.at + minutes * minute }))
const runs = { numRuns: 3_000 }

const berlin = zoneNamed('Europe/Berlin').offsetAt
const iso = (text: string) => Date.parse(text)

describe('in every zone, near every change of its clock', () => {
  it('covers zones with half hours, with 45 minutes, and that change the date', () => {
    const shifts = new Set(changes.map(({ before, after }) => Math.abs(after - before) / hour))
    expect([...shifts]).toEqual(expect.arrayContaining([0.5, 1, 2, 24]))
    expect(zones.some(({ offsetAt }) => Math.abs(offsetAt(since) % hour) === 45 * minute)).toBe(
      true,
    )
  })

  it('the local text of a time parses back to that time', () => {
    fc.assert(
      fc.property(nearChange, ({ zone, moment }) => {
        const time = parseLocalText(localText(moment, zone.offsetAt), zone.offsetAt)
        expect(time.kind === 'shown' && time.moments).toContain(moment)
      }),
      runs,
    )
  })

  it('a skipped time parses to the change of the clock, and a repeated time to both moments', () => {
    fc.assert(
      fc.property(
        someChange,
        fc.nat({ max: 60 * 24 - 1 }),
        ({ zone, at, before, after }, place) => {
          const shift = after - before
          const inside = (place * minute) % Math.abs(shift)
          const local = at + Math.min(before, after) + inside
          const text = new Date(local).toISOString().slice(0, 16)
          expect(parseLocalText(text, zone.offsetAt)).toEqual(
            shift > 0
              ? { kind: 'skipped', next: at }
              : { kind: 'shown', moments: [local - before, local - after] },
          )
        },
      ),
      runs,
    )
  })

  it('ticks are at round times within the range, far enough apart, and their labels differ', () => {
    const spans = fc.integer({ min: 10, max: 60 * 24 * 40 }).map((minutes) => minutes * minute)
    fc.assert(
      fc.property(
        nearChange,
        spans,
        fc.integer({ min: 2, max: 12 }),
        ({ zone, ...near }, span, most) => {
          const { offsetAt } = zone
          const from = near.moment - Math.floor(span / 2)
          const to = from + span
          const ticks = timeTicks({ from, to }, most, offsetAt)
          const labels = timeLabels('en', offsetAt)
          for (const [index, tick] of ticks.entries()) {
            expect(tick >= from && tick <= to).toBe(true)
            const isDay = startOfDay(dayOf(tick, offsetAt), offsetAt) === tick
            expect(
              isDay || localAt(tick, offsetAt) % (span / most > 30 * minute ? hour : minute),
            ).toBe(isDay || 0)
            const last = ticks[index - 1]
            if (last === undefined) continue
            expect(tick - last).toBeGreaterThanOrEqual((span / most) * 0.9)
            expect(labels.tick(tick)).not.toBe(labels.tick(last))
          }
          expect(ticks.length).toBeLessThanOrEqual(most / 0.9 + 1)
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('days follow each other without gaps and last 24 hours less the change', () => {
    for (const { zone, at, before, after } of changes) {
      const { offsetAt } = zone
      const number = dayOf(at - 1, offsetAt)
      const starts = [-1, 0, 1, 2, 3].map((overrides) => startOfDay(number + overrides, offsetAt))
      const lengths = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
      const total = lengths.reduce((sum, length) => sum + length, 0)
      expect(Math.min(...lengths), zone.name).toBeGreaterThanOrEqual(0)
      expect(total, `${zone.name} ${new Date(at).toISOString()}`).toBe(4 * day - (after - before))
    }
  })

  it('labels of the repeated hour differ', () => {
    fc.assert(
      fc.property(nearChange, ({ zone, moment }) => {
        const labels = timeLabels('en', zone.offsetAt)
        const same = momentsOf(localAt(moment, zone.offsetAt), zone.offsetAt)
        expect(new Set(same.map(labels.clock)).size).toBe(same.length)
        expect(new Set(same.map(labels.full)).size).toBe(same.length)
        expect(isRepeated(moment, zone.offsetAt)).toBe(same.length === 2)
      }),
      { numRuns: 500 },
    )
  })
})

describe('labels', () => {
  const labels = timeLabels('en', berlin)
  const range = { from: iso('2026-10-24T10:00Z'), to: iso('2026-10-25T11:00Z') }

  it('name the offset of a repeated hour only there', () => {
    expect(labels.clock(iso('2026-10-25T00:30Z'))).toBe('02:30 UTC+2')
    expect(labels.clock(iso('2026-10-25T01:30Z'))).toBe('02:30 UTC+1')
    expect(labels.clock(iso('2026-10-25T02:30Z'))).toBe('03:30')
    expect(labels.tick(iso('2026-10-24T22:00Z'))).toBe('Oct 25')
  })

  it('of a range name both offsets where they differ', () => {
    expect(labels.range(range)).toBe('Oct 24, 12:00 UTC+2 – Oct 25, 12:00 UTC+1')
    expect(labels.range({ ...range, to: range.from + hour })).toBe('Oct 24, 12:00 – 13:00 UTC+2')
  })

  it('of a table name the offset where it differs from that of the heading', () => {
    const { zone, time } = labels.within(range)
    expect([zone, time(range.from), time(range.to)]).toEqual([
      'UTC+1',
      'Oct 24, 12:00 UTC+2',
      'Oct 25, 12:00',
    ])
  })

  it.each([
    [0, 'UTC'],
    [5.75, 'UTC+5:45'],
    [-3.5, 'UTC-3:30'],
    [14, 'UTC+14'],
  ])('write an offset of %s hours as %s', (hours, text) => {
    expect(zoneLabel(0, () => hours * hour)).toBe(text)
  })
})

describe('ticks', () => {
  const clocks = (offsetAt: OffsetAt, from: string, to: string, most: number) =>
    timeTicks({ from: iso(from), to: iso(to) }, most, offsetAt).map(timeLabels('en', offsetAt).tick)

  it('stay at even hours on a day of 25 hours', () => {
    expect(clocks(berlin, '2026-10-24T22:00Z', '2026-10-25T23:00Z', 9)).toEqual([
      'Oct 25',
      ...['03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'],
      'Oct 26',
    ])
  })

  it('show a repeated hour twice', () => {
    expect(clocks(berlin, '2026-10-24T23:30Z', '2026-10-25T02:00Z', 10)).toEqual([
      ...['01:30', '01:45', '02:00 UTC+2', '02:15 UTC+2', '02:30 UTC+2', '02:45 UTC+2'],
      ...['02:00 UTC+1', '02:15 UTC+1', '02:30 UTC+1', '02:45 UTC+1', '03:00'],
    ])
  })

  it('stay at full hours after a change of half an hour', () => {
    const howe = zoneNamed('Australia/Lord_Howe').offsetAt
    expect(clocks(howe, '2026-04-04T13:00Z', '2026-04-04T18:30Z', 6)).toEqual([
      ...['Apr 5', '01:00', '02:00', '03:00', '04:00', '05:00'],
    ])
  })
})

it('the same time a day earlier is 23 or 25 hours ago after a change of the clock', () => {
  const noon = iso('2026-10-25T11:00Z')
  expect(noon - daysBefore(noon, 1, berlin)).toBe(25 * hour)
  const spring = iso('2026-03-29T10:00Z')
  expect(spring - daysBefore(spring, 1, berlin)).toBe(23 * hour)
  expect(noon - daysBefore(noon, 2, berlin)).toBe(49 * hour)
})

describe('the zone of the browser', () => {
  const before = process.env.TZ
  afterAll(() => {
    process.env.TZ = before ?? ''
    if (before === undefined) Reflect.deleteProperty(process.env, 'TZ')
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'])(
    'has the offsets of the time zone database: %s',
    (name) => {
      process.env.TZ = name
      const zone = zoneNamed(name)
      for (const { at } of zone.changes) {
        expect(localOffset(at - 1)).toBe(zone.offsetAt(at - 1))
        expect(localOffset(at)).toBe(zone.offsetAt(at))
      }
      expect(localOffset(since)).toBe(zone.offsetAt(since))
    },
  )
})

it('refuses texts that are no local time', () => {
  for (const text of ['', 'soon', '2026-13-01T00:00', '2026-10-25', '2026-10-25T00:30Z']) {
    expect(parseLocalText(text).kind).toBe('invalid')
  }
})
