import type { Demand } from '../load/demand'
import { jitter } from '../load/noise'
import { minute, type Series } from '../series'
import { type Interval, isWithin } from './host'
import { fractionOfMinute, indicesOf, type PodLifetime } from './lifetime'

/**
 * Value of a metric in a minute, from the age of the subject and its load. One formula describes
 * every metric, so that half a year is computed quickly: (rest + busy × load + boot, decaying +
 * grown, approached) × (1 ± wave), at most `max`.
 */
export interface Gauge {
  /** Integer units per unit of the other fields. */
  units: number
  rest: number
  busy: number
  /** Added at the start, decaying. */
  boot: number
  /** Added over time, half of it within `halfLife` milliseconds. */
  grown: number
  halfLife: number
  /** Relative amplitude of the noise per minute. */
  wave: number
  seed: number
  max: number
  /** A level at the end of the minute, not a rate over the whole minute. */
  isLevel: boolean
}

/** Milliseconds until the additional usage of a start has ended. */
const start = 180_000

/** Adds the gauge of a pod or container in each minute of a period. */
export function addGauge(
  series: Series,
  life: PodLifetime,
  { from, to }: Interval,
  gauge: Gauge,
  demand: Demand,
  convert: (whole: number, index: number) => number = (whole) => whole,
): void {
  const { host, ready } = life
  const [begin, end] = indicesOf(series.span, from, to)
  if (begin > end) return
  const { units, rest, busy, boot, grown, halfLife, wave, seed, max, isLevel } = gauge
  const work = demand.loadOf(life)
  const isDarkEver = host.unreachable.length > 0
  const { first } = series.span
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const now = at * minute
    if ((isDarkEver && isWithin(host.unreachable, now)) || (isLevel && now > to)) continue
    const age = Math.min(now, to) - from
    const load = isWithin(ready, now) ? (work[index] ?? 0) : 0
    const fresh = age < start ? boot * (1 - age / start) : 0
    const usual = rest + busy * load + fresh + (grown * age) / (age + halfLife)
    const value = Math.min(max, usual * (1 + wave * jitter(seed, at)))
    const part = isLevel ? 1 : fractionOfMinute(now, from, to)
    series.add(index, convert(Math.round(units * value * part), index))
  }
}
