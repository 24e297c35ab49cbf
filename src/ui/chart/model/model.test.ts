import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeTicks } from '../../../i18n/time/ticks'
import { toCsv } from '../export/csv'
import { foldSeries } from './fold'
import type { Series } from './grid'
import { ticksFor } from './snap'
import { statsOf } from './stats'
import { valueTicks } from './ticks'
import { scaleOf } from './unit'

const series = (id: string, values: (number | null)[], start = 0): Series => ({
  id,
  label: id,
  start,
  step: 60_000,
  values,
})

describe('value axis', () => {
  it('has few round ticks and reaches the maximum', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (greatest) => {
        const ticks = valueTicks(greatest)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest * 0.999_99)
        expect(ticks.length).toBeGreaterThanOrEqual(3)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
    expect(valueTicks(0)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(valueTicks(73)).toEqual([0, 20, 40, 60, 80])
  })

  it('spans 0 to 100 for a percentage unless a value exceeds it', () => {
    expect(ticksFor(3, true)).toEqual([0, 25, 50, 75, 100])
    expect(ticksFor(130, true).at(-1)).toBeGreaterThanOrEqual(130)
    expect(ticksFor(3, false).at(-1)).toBeLessThan(10)
  })

  it('uses the unit in which the maximum reads best', () => {
    expect(scaleOf('core', 0.25)).toEqual({ word: 'millicore', factor: 1000 })
    expect(scaleOf('core', 4)).toEqual({ word: 'core', factor: 1 })
    expect(scaleOf('MiB', 2048)).toEqual({ word: 'GiB', factor: 1 / 1024 })
    expect(scaleOf('MiB', 300).word).toBe('MiB')
    expect(scaleOf('Mbps', 0.2).word).toBe('Kbps')
    expect(scaleOf('core', 0)).toEqual({ word: 'core', factor: 1 })
  })
})

describe('time axis', () => {
  it('has ascending ticks within the view, at most as many as fit', () => {
    const moments = fc.integer({ min: 1.5e12, max: 2e12 })
    const spans = fc.integer({ min: 60_000, max: 200 * 86_400_000 })
    fc.assert(
      fc.property(moments, spans, fc.integer({ min: 2, max: 12 }), (from, span, most) => {
        const ticks = timeTicks({ from, to: from + span }, most)
        // With daylight saving time, a day may have 23 hours.
        expect(ticks.length).toBeLessThanOrEqual(most + 2)
        expect(ticks.every((tick) => tick >= from && tick <= from + span)).toBe(true)
        expect(ticks.every((tick, at) => at === 0 || tick > (ticks[at - 1] ?? 0))).toBe(true)
      }),
    )
  })

  it('has ticks at round times', () => {
    const from = new Date(2026, 2, 4, 9, 3).getTime()
    const ticks = timeTicks({ from, to: from + 3_600_000 }, 7)
    expect(ticks.map((tick) => new Date(tick).getMinutes())).toEqual([10, 20, 30, 40, 50, 0])
  })
})

describe('combined series', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => series(`s${at}`, [at, at === 3 ? 99 : 1]))

  it('keep the series with the highest peaks in order and add up the rest', () => {
    const { shown, others, count } = foldSeries(twenty, 'sum')
    expect(shown.map(({ id }) => id)).toEqual([
      's3',
      's13',
      's14',
      's15',
      's16',
      's17',
      's18',
      's19',
    ])
    expect(count).toBe(12)
    expect(others?.values).toEqual([0 + 1 + 2 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12, 12])
    expect(foldSeries(twenty, 'mean').others?.values).toEqual([75 / 12, 1])
  })

  it('exist only for more than eight series, and keep gaps', () => {
    expect(foldSeries(twenty.slice(0, 8), 'sum').others).toBeUndefined()
    const gaps = Array.from({ length: 10 }, (_, at) => series(`g${at}`, [10 - at, null]))
    expect(foldSeries(gaps, 'sum').others?.values).toEqual([3, null])
  })
})

describe('statistics and exports', () => {
  it('ignore missing values and values outside the view', () => {
    const singleSeries = series('a', [9, 1, null, 3, null])
    expect(statsOf(singleSeries, { from: 60_000, to: 240_000 })).toEqual({
      last: 3,
      min: 1,
      mean: 2,
      max: 3,
    })
    expect(statsOf(series('a', [null]), { from: 0, to: 1 }).mean).toBeNull()
  })

  it('write every value unrounded to CSV', () => {
    const csv = toCsv(
      [series('web, 1', [0.125, null]), series('=cmd()', [7, 8], 60_000)],
      { from: 0, to: 120_000 },
      'core',
    )
    expect(csv.startsWith('\ufeff')).toBe(true)
    expect(csv.slice(1).split('\r\n')).toEqual([
      'time (UTC),"web, 1 [core]",\'=cmd() [core]',
      '1970-01-01T00:00:00.000Z,0.125,',
      '1970-01-01T00:01:00.000Z,,7',
      '1970-01-01T00:02:00.000Z,,8',
      '',
    ])
  })
})
