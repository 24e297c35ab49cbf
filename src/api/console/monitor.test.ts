import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metricPeriods } from '../../contract/actions/monitoring/metrics'
import { formatApiTime, parseApiTime } from '../../i18n/format'
import { mergeParts, periodStart, splitWindow } from './monitor'

const windows = fc
  .record({
    from: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
    points: fc.integer({ min: 1, max: 6000 }),
    period: fc.constantFrom(...metricPeriods),
  })
  .map(({ from, points, period }) => ({ from, to: from + points * period * 1000, period }))

describe('the parts of a window', () => {
  it('respect the limit of a request, and cover the window without gaps', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const step = window.period * 1000
        const parts = splitWindow(window)
        expect(parts[0]?.[0]).toBeLessThanOrEqual(periodStart(window.from, window.period))
        expect(parts.at(-1)?.[1]).toBe(periodStart(window.to, window.period))
        for (const [at, [from, to]] of parts.entries()) {
          expect((to - from) / step + 1).toBeLessThanOrEqual(1440)
          expect(to).toBeGreaterThanOrEqual(from)
          const before = parts[at - 1]
          if (before) expect(from).toBe(before[1] + step)
        }
      }),
    )
  })

  it('except the last stay the same while the window moves within an hour', () => {
    const from = Date.UTC(2026, 3, 1, 5, 10)
    const day = 86_400_000
    const first = splitWindow({ from, to: from + day, period: 60 })
    const second = splitWindow({ from: from + 60_000, to: from + day + 60_000, period: 60 })
    expect(second.slice(0, -1)).toEqual(first.slice(0, -1))
    expect(second).not.toEqual(first)
  })
})

describe('times', () => {
  it('are sent to the API in Beijing time and parsed back unchanged', () => {
    expect(formatApiTime(Date.UTC(2026, 0, 1, 16, 0, 5))).toBe('2026-01-02 00:00:05')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        expect(parseApiTime(formatApiTime(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })

  it('start days at midnight in Beijing', () => {
    expect(formatApiTime(periodStart(Date.UTC(2026, 0, 1, 20), 86_400))).toBe('2026-01-02 00:00:00')
    expect(formatApiTime(periodStart(Date.UTC(2026, 0, 1, 20, 7, 3), 300))).toBe(
      '2026-01-02 04:05:00',
    )
  })
})

describe('the parts of a response', () => {
  const monitorResponse = (startTime: string, dataPoints: (number | null)[]) => ({
    startTime,
    endTime: '',
    metricName: 'dc_cpu_usage',
    period: 60,
    dataPoints,
  })

  it('are placed by their startTime, regardless of their number', () => {
    const merged = mergeParts([
      monitorResponse('2026-01-01 00:00:00', [1, 2]),
      monitorResponse('2026-01-01 00:04:00', [5, null, 7]),
    ])
    expect(merged).toEqual({
      start: parseApiTime('2026-01-01 00:00:00'),
      step: 60_000,
      values: [1, 2, null, null, 5, null, 7],
    })
    expect(mergeParts([])).toBeUndefined()
  })

  it('count an overlapping point once', () => {
    const merged = mergeParts([
      monitorResponse('2026-01-01 00:00:00', [1, 2, 3]),
      monitorResponse('2026-01-01 00:02:00', [3, 4]),
    ])
    expect(merged?.values).toEqual([1, 2, 3, 4])
  })
})
