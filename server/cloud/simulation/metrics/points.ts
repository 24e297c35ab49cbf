import type { Finished } from './resources/finished'
import type { Series, Span } from './series'

/** Points asked for, in minutes since 1970: at `first`, at `first` + `step`, and so on. */
export interface Asked {
  first: number
  step: number
  count: number
}

/** Minutes worked out at a time: bounds what a long query takes of memory. */
const chunk = 20_160

const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** One point: the minutes from `begin` on, of those that were measured. */
function pointOf(series: Series, begin: number, step: number, isTotal: boolean): number | null {
  let [sum, heard] = [0, 0]
  const end = Math.min(series.span.count, begin + step)
  for (let index = Math.max(0, begin); index < end; index += 1) {
    if (series.heard[index] !== 1) continue
    sum += series.values[index] ?? 0
    heard += 1
  }
  if (heard === 0) return null
  return rounded(isTotal ? sum : sum / heard)
}

/**
 * The points of a metric. Each is made of the minutes from its own time to the next point's; null
 * where none of them was measured, or where the point lies before `oldest`. `latest` is the last
 * minute that is over: a period that still lasts is told as far as it has got. Those that are over are
 * taken from `finished` and put there.
 */
export function pointsOf(
  asked: Asked,
  { oldest, latest }: { oldest: number; latest: number },
  isTotal: boolean,
  take: (span: Span) => Series,
  finished: Finished = new Map(),
): (number | null)[] {
  const { first, step, count } = asked
  const points: (number | null)[] = Array.from({ length: count }, () => null)
  const atOnce = Math.max(1, Math.floor(chunk / step))
  const begin = Math.max(0, Math.ceil((oldest - first) / step))
  const end = Math.min(count, Math.floor((latest - first) / step) + 1)
  const known = (index: number) => finished.get(first + index * step)
  for (let from = begin; from < end; ) {
    const before = known(from)
    if (before !== undefined) {
      points[from] = before
      from += 1
      continue
    }
    let to = from + 1
    while (to < Math.min(end, from + atOnce) && known(to) === undefined) to += 1
    const start = first + from * step
    const minutes = Math.min((to - from) * step, latest - start + 1)
    const series = take({ first: start, count: minutes })
    for (let index = from; index < to; index += 1) {
      const point = pointOf(series, (index - from) * step, step, isTotal)
      points[index] = point
      const at = first + index * step
      if (at + step - 1 <= latest) finished.set(at, point)
    }
    from = to
  }
  return points
}
