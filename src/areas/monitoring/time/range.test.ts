import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metricRetention } from '../../../contract/actions/monitoring/metrics'
import { isoOf } from '../../../i18n/time/localText'
import { readSpec, writeSpec } from '../charts/spec'
import {
  periodFor,
  presets,
  readTime,
  stepped,
  widened,
  windowOf,
  writeTime,
  zoomed,
} from './range'

const now = Date.UTC(2026, 5, 15, 12, 34, 56)
const day = 86_400_000
const read = (text: string) => readTime(new URLSearchParams(text))

describe('time range of a URL', () => {
  it('defaults to the last hour and advances by whole periods', () => {
    const { view, period, isLive } = windowOf(read(''), now)
    expect([isoOf(view.from), isoOf(view.to), period, isLive]).toEqual([
      '2026-06-15T11:34:00Z',
      '2026-06-15T12:34:00Z',
      60,
      true,
    ])
  })

  it('uses the finest period that is retained and fits into one request', () => {
    const ago = (days: number) => ({ from: now - days * day, to: now })
    expect([1, 3, 30, 90, 180].map((days) => periodFor(ago(days), now))).toEqual([
      60, 300, 3600, 86_400, 86_400,
    ])
    const long = { from: now - 40 * day, to: now - 40 * day + 3_600_000 }
    expect(periodFor(long, now)).toBe(3600)
  })

  it('never exceeds one request’s data points unless a period is chosen', () => {
    for (const preset of Object.keys(presets)) {
      const { view, period } = windowOf(read(`range=${preset}`), now)
      expect((view.to - view.from) / 1000 / period).toBeLessThanOrEqual(1440)
      expect(view.from).toBeGreaterThanOrEqual(now - metricRetention[period] * 1000 - 3_600_000)
    }
    expect(windowOf(read('range=7d&period=60'), now).period).toBe(60)
    expect(windowOf(read('range=7d&period=61'), now).period).toBe(3600)
  })

  it.each([
    ['from=yesterday&to=2026-06-15T12:00:00Z', 'noTime'],
    ['from=2026-06-15T12:00:00Z', 'noTime'],
    ['from=2026-06-15T12:00:00Z&to=2026-06-15T11:00:00Z', 'upsideDown'],
    ['from=2026-06-15T12:00:00Z&to=2026-06-15T12:00:00Z', 'upsideDown'],
    ['from=2026-07-01T00:00:00Z&to=2026-07-02T00:00:00Z', 'future'],
    ['from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z', 'tooOld'],
    ['from=2026-04-01T00:00:00Z&to=2026-04-02T00:00:00Z&period=60', 'tooOldForPeriod'],
    ['from=2026-04-01T00:00:00Z&to=2026-04-02T00:00:00Z', undefined],
    ['from=2026-06-15T11:00:00Z&to=2026-06-15T12:00:00Z', undefined],
  ])('%s: %s', (text, problem) => {
    expect(windowOf(read(text), now).problem).toBe(problem)
  })

  it('round-trips through the URL', () => {
    const moments = fc.integer({ min: 1.7e9, max: 1.8e9 }).map((seconds) => seconds * 1000)
    fc.assert(
      fc.property(moments, moments, (from, to) => {
        const search = writeTime(new URLSearchParams('range=1h&q=x'), { from, to })
        expect(search.get('q')).toBe('x')
        expect(windowOf(readTime(search), now).view).toEqual({ from, to })
        expect(readTime(writeTime(search, { preset: '7d' })).preset).toBe('7d')
      }),
    )
  })
})

describe('time navigation', () => {
  const view = { from: now - 4 * 3_600_000, to: now - 2 * 3_600_000 }

  it('zooms out about the middle and moves by half a range, but not into the future', () => {
    expect(widened(view, 2, now)).toEqual({ from: now - 5 * 3_600_000, to: now - 3_600_000 })
    expect(widened({ from: now - 60_000, to: now }, 2, now).to).toBe(now)
    expect(stepped(view, -1, now)).toEqual({ from: now - 5 * 3_600_000, to: now - 3 * 3_600_000 })
    expect(stepped({ from: now - 1000, to: now }, 1, now)).toEqual({ from: now - 1000, to: now })
  })

  it('zooms to whole minutes that contain the selection', () => {
    const span = zoomed({ from: now, to: now + 20 * 60_000 })
    expect(span.from).toBeLessThanOrEqual(now)
    expect(span.to).toBeGreaterThanOrEqual(now + 20 * 60_000)
    expect(span.from % 60_000).toBe(0)
    expect(
      zoomed({ from: now, to: now + 1 }).to - zoomed({ from: now, to: now + 1 }).from,
    ).toBeGreaterThanOrEqual(300_000)
  })
})

describe('serialized chart', () => {
  it.each([
    'dc_cpu_usage:cls-1',
    'service_cpu_used:cls-1/default/web,cls-2/shop/api@2.5',
    'pod_in_flux:cls-1/default/web/web-123-abc',
    'container_mem_used:cls-1/default/web/web-123-abc/0123456789ab@512',
  ])('round-trips unchanged: %s', (text) => {
    const spec = readSpec(text)
    expect(spec && writeSpec(spec)).toBe(text)
  })

  it('is invalid without a known metric or a resource of its level', () => {
    for (const text of [
      '',
      'nonsense:cls-1',
      'dc_cpu_usage:',
      'service_cpu_used:cls-1',
      'dc_cpu_usage:a/b',
    ]) {
      expect(readSpec(text)).toBeUndefined()
    }
  })
})
