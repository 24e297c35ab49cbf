import type { Demand } from '../load/demand'
import { jitter } from '../load/noise'
import { minute, type Series } from '../series'
import { type Interval, isWithin } from './host'
import { fractionOfMinute, indicesOf, type PodLifetime } from './lifetime'

/**
 * Parameters of the formula that gives the value of a metric in a minute, from the subject's age
 * and load. All metrics use one formula, so that half a year is computed quickly: (rest + busy ×
 * load + boot, decaying + grown, increasing) × (1 ± wave), at most `max`.
 */
export interface Gauge {
  /** Number of integer units in one unit of the fields below. */
  units: number
  rest: number
  busy: number
  /** Additional value at the start, which decays. */
  boot: number
  /** Additional value that is approached over time, half of it within `halfLife` milliseconds. */
  grown: number
  halfLife: number
  /** Relative amplitude of the noise, which changes each minute. */
  wave: number
  seed: number
  max: number
  /** Whether the value is a level at the end of the minute instead of a rate over the minute. */
  isLevel: boolean
}

/** Milliseconds until the additional value of a start has decayed. */
const startDuration = 180_000

/** Adds the value of the gauge in each minute of an interval. */
export function addGauge(
  series: Series,
  lifetime: PodLifetime,
  { from, to }: Interval,
  gauge: Gauge,
  demand: Demand,
  convert: (whole: number, index: number) => number = (whole) => whole,
): void {
  const { host, ready } = lifetime
  const [begin, end] = indicesOf(series.span, from, to)
  if (begin > end) return
  const { units, rest, busy, boot, grown, halfLife, wave, seed, max, isLevel } = gauge
  const loads = demand.loadOf(lifetime)
  const isEverUnreachable = host.unreachable.length > 0
  const { first } = series.span
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const time = at * minute
    if ((isEverUnreachable && isWithin(host.unreachable, time)) || (isLevel && time > to)) continue
    const age = Math.min(time, to) - from
    const load = isWithin(ready, time) ? (loads[index] ?? 0) : 0
    const startUsage = age < startDuration ? boot * (1 - age / startDuration) : 0
    const usage = rest + busy * load + startUsage + (grown * age) / (age + halfLife)
    const value = Math.min(max, usage * (1 + wave * jitter(seed, at)))
    const fraction = isLevel ? 1 : fractionOfMinute(time, from, to)
    series.add(index, convert(Math.round(units * value * fraction), index))
  }
}
