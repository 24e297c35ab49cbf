import type { CachedPoints } from './resources/pointCache'
import type { Series, Span } from './series'

/**
 * Points of a query in minutes since 1970: `first`, `first` + `step` and so on, `count` in total.
 */
export interface PointRange {
  first: number
  step: number
  count: number
}

/**
 * Maximum number of minutes computed at a time, which limits the memory that a long query needs.
 */
const maxMinutesAtOnce = 20_160

const roundPoint = (value: number) => Math.round(value * 1e6) / 1e6

/** Aggregates the measured minutes of the step that starts at `begin` into one point. */
function pointOf(series: Series, begin: number, step: number, isTotal: boolean): number | null {
  let [sum, measuredCount] = [0, 0]
  const end = Math.min(series.span.count, begin + step)
  for (let index = Math.max(0, begin); index < end; index += 1) {
    if (series.isMeasured[index] !== 1) continue
    sum += series.values[index] ?? 0
    measuredCount += 1
  }
  if (measuredCount === 0) return null
  return roundPoint(isTotal ? sum : sum / measuredCount)
}

/**
 * Points of a metric. Each point aggregates the minutes before the next point; it is null if none
 * of these minutes was measured, or if the point is before `oldest`. `latest` is the last complete
 * minute, so a point of the current period aggregates only its complete minutes. Complete points
 * are stored in `cache`.
 */
export function pointsOf(
  range: PointRange,
  { oldest, latest }: { oldest: number; latest: number },
  isTotal: boolean,
  computeSeries: (span: Span) => Series,
  cache: CachedPoints = new Map(),
): (number | null)[] {
  const { first, step, count } = range
  const points: (number | null)[] = Array.from({ length: count }, () => null)
  const maxPointsAtOnce = Math.max(1, Math.floor(maxMinutesAtOnce / step))
  const begin = Math.max(0, Math.ceil((oldest - first) / step))
  const end = Math.min(count, Math.floor((latest - first) / step) + 1)
  const cachedPoint = (index: number) => cache.get(first + index * step)
  for (let from = begin; from < end; ) {
    const cached = cachedPoint(from)
    if (cached !== undefined) {
      points[from] = cached
      from += 1
      continue
    }
    let to = from + 1
    while (to < Math.min(end, from + maxPointsAtOnce) && cachedPoint(to) === undefined) to += 1
    const firstMinute = first + from * step
    const minutes = Math.min((to - from) * step, latest - firstMinute + 1)
    const series = computeSeries({ first: firstMinute, count: minutes })
    for (let index = from; index < to; index += 1) {
      const point = pointOf(series, (index - from) * step, step, isTotal)
      points[index] = point
      const at = first + index * step
      if (at + step - 1 <= latest) cache.set(at, point)
    }
    from = to
  }
  return points
}
