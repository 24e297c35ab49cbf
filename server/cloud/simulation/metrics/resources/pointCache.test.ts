import { describe, expect, it } from 'vitest'
import { hours, meanOf, measure, minutes, runningBench } from '../metricsTesting'
import { pointsOf } from '../points'
import { Series, type Span } from '../series'

const day = hours(24)

describe('pointsOf', () => {
  const counted = (spans: Span[]) => (span: Span) => {
    spans.push(span)
    const series = new Series(span)
    for (let index = 0; index < span.count; index += 1) series.add(index, span.first + index)
    return series
  }
  const requested = { first: 0, step: 60, count: 10 }

  it('computes complete points once and the ongoing one each time', () => {
    const [finished, spans] = [new Map<number, number | null>(), [] as Span[]]
    const ask = (latest: number) =>
      pointsOf(requested, { oldest: 0, latest }, false, counted(spans), finished)
    const first = ask(200)
    expect(ask(200)).toEqual(first)
    expect(spans).toEqual([
      { first: 0, count: 201 },
      { first: 180, count: 21 },
    ])
    expect(ask(500)).toEqual(pointsOf(requested, { oldest: 0, latest: 500 }, false, counted([])))
    expect(spans.at(-1)).toEqual({ first: 180, count: 321 })
  })

  it('drops cached points that are too old', () => {
    const finished = new Map<number, number | null>()
    const ask = (oldest: number) =>
      pointsOf(requested, { oldest, latest: 700 }, false, counted([]), finished)
    ask(0)
    expect(ask(130).slice(0, 4)).toEqual([null, null, null, 209.5])
  })

  it.each(['dc_mem_usage', 'service_cpu_used'] as const)(
    'caches points of %s that equal the aggregate of their minutes, regardless of later changes',
    (name) => {
      const bench = runningBench()
      const begin = Math.ceil((bench.context.now + hours(8)) / day) * day - hours(8)
      const days = (period: 3600 | 86400) =>
        measure(bench, name, {}, { from: begin, to: begin + 3 * day - 1, period })
      bench.advanceBy(begin - bench.context.now + day + hours(5))
      const early = days(86400)
      bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 5 })
      bench.advanceBy(2 * day)
      const late = days(86400)
      expect(late[0]).toBe(early[0])
      for (const [index, value] of late.slice(0, 3).entries()) {
        const from = begin + index * day
        const each = measure(bench, name, {}, { from, to: from + day - minutes(1) })
        expect(value).toBeCloseTo(meanOf(each, 1440)[0] ?? Number.NaN, 5)
      }
      expect(meanOf(days(3600), 24)[0]).toBeCloseTo(late[0] ?? Number.NaN, 5)
    },
  )
})
