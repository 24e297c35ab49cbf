import type { Demand } from '../load/demand'
import { jitter } from '../load/noise'
import { minute, type Series } from '../series'
import { type Interval, isWithin } from './host'
import { indicesOf, type Life, partOfMinute } from './life'

/**
 * What something shows in a minute, by its age and by the work it has to do. All that runs is
 * described by one formula, so that half a year of minutes takes but a moment:
 * (rest + busy × work + boot, fading + grown, approached) × (1 ± wave), `most` at most.
 */
export interface Gauge {
  /** Whole units in what the others are given in. */
  units: number
  rest: number
  busy: number
  /** Added at the start; gone when that is over. */
  boot: number
  /** Added with time, half of it within `over` milliseconds. */
  grown: number
  over: number
  /** How far it goes up and down from minute to minute. */
  wave: number
  seed: number
  most: number
  /** An amount that is there at the end of the minute, not a rate over the whole of it. */
  isLevel: boolean
}

/** The work of a start is done after this time. */
const start = 180_000

/** Adds what a pod or a container shows in each minute of a stretch of its life. */
export function addGauge(
  series: Series,
  life: Life,
  { from, to }: Interval,
  gauge: Gauge,
  demand: Demand,
  convert: (whole: number, index: number) => number = (whole) => whole,
): void {
  const { host, ready } = life
  const [begin, end] = indicesOf(series.span, from, to)
  if (begin > end) return
  const { units, rest, busy, boot, grown, over, wave, seed, most, isLevel } = gauge
  const work = demand.sharesOf(life)
  const isDarkEver = host.dark.length > 0
  const { first } = series.span
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const now = at * minute
    if ((isDarkEver && isWithin(host.dark, now)) || (isLevel && now > to)) continue
    const age = Math.min(now, to) - from
    const load = isWithin(ready, now) ? (work[index] ?? 0) : 0
    const fresh = age < start ? boot * (1 - age / start) : 0
    const usual = rest + busy * load + fresh + (grown * age) / (age + over)
    const value = Math.min(most, usual * (1 + wave * jitter(seed, at)))
    const part = isLevel ? 1 : partOfMinute(now, from, to)
    series.add(index, convert(Math.round(units * value * part), index))
  }
}
