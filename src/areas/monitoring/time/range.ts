import {
  type MetricPeriod,
  maxDataPoints,
  metricPeriods,
  metricRetention,
} from '../../../contract/actions/monitoring/metrics'
import { isoOf } from '../../../i18n/time/localText'
import { day, daysBefore, hour, minute } from '../../../i18n/time/zone'
import type { View } from '../../../ui/chart/model/grid'

/** Lengths, in milliseconds, of the ranges that end now. */
export const presets = {
  '30m': 30 * minute,
  '1h': hour,
  '3h': 3 * hour,
  '12h': 12 * hour,
  '1d': day,
  '3d': 3 * day,
  '7d': 7 * day,
  '30d': 30 * day,
  '90d': 90 * day,
} as const

export type Preset = keyof typeof presets

export const comparisons = ['period', 'day', 'week'] as const
export type Comparison = (typeof comparisons)[number]

/** Time range parsed from the URL. */
export interface TimeChoice {
  /** Undefined for an absolute range. */
  preset: Preset | undefined
  /** Start of an absolute range as written in the URL; may be invalid. */
  from: string
  to: string
  /** If undefined, the period is derived from the range. */
  period: MetricPeriod | undefined
  compare: Comparison | undefined
}

/** Why a range is invalid. */
export type InvalidRangeReason = 'noTime' | 'upsideDown' | 'future' | 'tooOld' | 'tooOldForPeriod'

export interface TimeWindow {
  view: View
  period: MetricPeriod
  /** Whether the range ends now and keeps moving. */
  isLive: boolean
  problem: InvalidRangeReason | undefined
}

const isPreset = (text: string | null): text is Preset =>
  text !== null && Object.hasOwn(presets, text)

/** Parses the time range of a URL; defaults to the last hour. */
export function readTime(search: URLSearchParams): TimeChoice {
  const range = search.get('range')
  const isAbsolute = search.has('from') || search.has('to')
  const period = Number(search.get('period'))
  return {
    preset: isPreset(range) ? range : isAbsolute ? undefined : '1h',
    from: search.get('from') ?? '',
    to: search.get('to') ?? '',
    period: metricPeriods.find((candidate) => candidate === period),
    compare: comparisons.find((comparison) => comparison === search.get('compare')),
  }
}

/** Applies a change to the URL; a preset and an absolute range replace each other. */
export function writeTime(
  search: URLSearchParams,
  change: Partial<TimeChoice> | View,
): URLSearchParams {
  const next = new URLSearchParams(search)
  const set = (name: string, value: string | undefined) => {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  if (typeof change.from === 'number') {
    set('range', undefined)
    set('from', isoOf(change.from))
    set('to', isoOf(Number(change.to)))
    return next
  }
  if ('preset' in change && change.preset) {
    set('range', change.preset)
    set('from', undefined)
    set('to', undefined)
  }
  if ('period' in change) set('period', change.period ? String(change.period) : undefined)
  if ('compare' in change) set('compare', change.compare)
  return next
}

/** The finest period whose values are retained for the range and fit into one request. */
export function periodFor({ from, to }: View, now: number): MetricPeriod {
  const fits = (period: MetricPeriod) =>
    (to - from) / 1000 / period < maxDataPoints + 1 && from >= now - metricRetention[period] * 1000
  return metricPeriods.find(fits) ?? 86_400
}

const maxRangeAge = Math.max(...Object.values(metricRetention)) * 1000

function invalidReasonOf(
  { from, to }: View,
  period: MetricPeriod,
  now: number,
): InvalidRangeReason | undefined {
  if (Number.isNaN(from) || Number.isNaN(to)) return 'noTime'
  if (to <= from) return 'upsideDown'
  if (from > now) return 'future'
  if (to < now - maxRangeAge) return 'tooOld'
  return to < now - metricRetention[period] * 1000 ? 'tooOldForPeriod' : undefined
}

/** The window on display. A range up to now ends with the last complete period. */
export function windowOf(choice: TimeChoice, now: number): TimeWindow {
  const { preset, period: chosenPeriod } = choice
  if (preset) {
    const roughView = { from: now - presets[preset], to: now }
    const period = chosenPeriod ?? periodFor(roughView, now)
    const grain = Math.min(period, 3600) * 1000
    const to = Math.floor(now / grain) * grain
    return { view: { from: to - presets[preset], to }, period, isLive: true, problem: undefined }
  }
  const view = { from: Date.parse(choice.from), to: Date.parse(choice.to) }
  const period = chosenPeriod ?? periodFor(view, now)
  return { view, period, isLive: false, problem: invalidReasonOf(view, period, now) }
}

/** Shortest range: with one value per minute, a shorter one could be empty. */
const minRangeLength = 5 * minute

/** Zooms out around the middle by a factor, but not into the future. */
export function widened({ from, to }: View, times: number, now: number): View {
  const span = Math.min(maxRangeAge, Math.max(minRangeLength, (to - from) * times))
  const end = Math.min(now, (from + to) / 2 + span / 2)
  return { from: end - span, to: end }
}

/** Moves the view by half its length back (-1) or forward (1), but not into the future. */
export function stepped({ from, to }: View, way: -1 | 1, now: number): View {
  const shift = way * ((to - from) / 2)
  const end = Math.min(now, to + shift)
  return { from: end - (to - from), to: end }
}

/** Rounds a selection to whole minutes and to at least the shortest range. */
export function zoomed({ from, to }: View): View {
  const middle = (from + to) / 2
  const half = Math.max(minRangeLength, to - from) / 2
  return {
    from: Math.floor((middle - half) / minute) * minute,
    to: Math.ceil((middle + half) / minute) * minute,
  }
}

const comparedDays = { day: 1, week: 7 } as const

/**
 * Returns the offset of the comparison window in milliseconds, in whole periods: the same local
 * time a day or a week earlier, which may be 23 or 25 hours back when daylight saving time changes.
 */
export function offsetOf(compare: Comparison, { view, period }: TimeWindow): number {
  const length =
    compare === 'period'
      ? view.to - view.from
      : view.to - daysBefore(view.to, comparedDays[compare])
  const step = period * 1000
  return Math.max(1, Math.round(length / step)) * step
}
