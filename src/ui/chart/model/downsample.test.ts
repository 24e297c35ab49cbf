import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsample } from './downsample'
import type { Series } from './grid'

const value = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(null) },
)

const someSeries = fc
  .record({
    values: fc.array(value, { minLength: 1, maxLength: 600 }),
    start: fc.integer({ min: 0, max: 1000 }),
    step: fc.integer({ min: 1, max: 100 }),
  })
  .map((item): Series => ({ id: 'a', label: 'a', ...item }))

/** Returns all values of a series within a view, with their times. */
const pointsIn = ({ start, step, values }: Series, from: number, to: number) =>
  values
    .map((item, at) => ({ at: start + at * step, value: item }))
    .filter(({ at }) => at >= from && at <= to)

const wholeView = (series: Series) => ({
  from: series.start,
  to: series.start + Math.max(1, series.values.length - 1) * series.step,
})

describe('downsample', () => {
  it('never returns more rows than pixels', () => {
    fc.assert(
      fc.property(someSeries, fc.integer({ min: 2, max: 300 }), (series, pixels) => {
        expect(downsample([series], wholeView(series), pixels).length).toBeLessThanOrEqual(pixels)
      }),
    )
  })

  it('keeps the minimum and maximum of every pixel column and invents no value', () => {
    fc.assert(
      fc.property(someSeries, fc.integer({ min: 2, max: 120 }), (series, pixels) => {
        const view = wholeView(series)
        const points = pointsIn(series, view.from, view.to)
        const rows = downsample([series], view, pixels)
        if (points.length <= pixels) return
        const columns = Math.floor(pixels / 2)
        const width = (view.to - view.from) / columns
        for (let column = 0; column < columns; column += 1) {
          const isLast = column === columns - 1
          const measured = points.flatMap(({ at, value: measuredValue }) => {
            const place = Math.min(
              columns - 1,
              Math.floor((at - view.from) * (columns / (view.to - view.from))),
            )
            return measuredValue !== null && place === column ? [measuredValue] : []
          })
          const drawn = [rows[column * 2]?.[1], rows[column * 2 + 1]?.[1]]
          const wanted =
            measured.length === 0 ? [null, null] : [Math.min(...measured), Math.max(...measured)]
          expect(drawn.toSorted((a, b) => Number(a) - Number(b))).toEqual(wanted)
          // Each value stays within its own column.
          for (const row of rows.slice(column * 2, column * 2 + 2)) {
            const at = Number(row[0])
            expect(at).toBeGreaterThanOrEqual(view.from + column * width)
            expect(at).toBeLessThanOrEqual(isLast ? view.to : view.from + (column + 1) * width)
          }
        }
      }),
    )
  })

  it('returns all values at their own times if they fit', () => {
    fc.assert(
      fc.property(someSeries, (series) => {
        const view = wholeView(series)
        const rows = downsample([series], view, 600)
        expect(rows).toEqual(
          pointsIn(series, view.from, view.to).map((point) => [point.at, point.value]),
        )
      }),
    )
  })

  it('keeps missing values as a gap', () => {
    const values = [1, 2, null, null, 5]
    const series: Series = { id: 'a', label: 'a', start: 0, step: 10, values }
    expect(downsample([series], { from: 0, to: 40 }, 100).map((row) => row[1])).toEqual(values)
    const long = Array.from({ length: 100 }, (_, at) => (at >= 40 && at < 60 ? null : at))
    const rows = downsample([{ ...series, values: long }], { from: 0, to: 990 }, 20)
    expect(rows.slice(8, 12).map((row) => row[1])).toEqual([null, null, null, null])
    expect(rows[7]?.[1]).toBe(39)
    expect(rows[12]?.[1]).toBe(60)
  })

  it('aligns series of different starts and lengths', () => {
    const firstSeries: Series = { id: 'a', label: 'a', start: 0, step: 10, values: [1, 2, 3] }
    const secondSeries: Series = { id: 'b', label: 'b', start: 10, step: 10, values: [7, 8, 9] }
    expect(downsample([firstSeries, secondSeries], { from: 0, to: 30 }, 50)).toEqual([
      [0, 1, null],
      [10, 2, 7],
      [20, 3, 8],
      [30, null, 9],
    ])
  })

  it('drops values outside a short view of a long series', () => {
    const values = Array.from({ length: 1000 }, (_, at) => at)
    const series: Series = { id: 'a', label: 'a', start: 0, step: 1, values }
    const rows = downsample([series], { from: 500, to: 509 }, 100)
    expect(rows.map((row) => row[1])).toEqual([500, 501, 502, 503, 504, 505, 506, 507, 508, 509])
  })
})
