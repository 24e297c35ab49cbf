import { indexesIn, type Series, type View } from './grid'

/** Statistics of a series within a view; all are null if nothing was measured. */
export interface Stats {
  last: number | null
  min: number | null
  mean: number | null
  max: number | null
}

const none: Stats = { last: null, min: null, mean: null, max: null }

export function statsOf(series: Series, view: View): Stats {
  const [first, end] = indexesIn(series, view)
  let [sum, count, min, max, last] = [0, 0, Infinity, -Infinity, 0]
  for (let index = first; index <= end; index += 1) {
    const value = series.values[index]
    if (value === null || value === undefined) continue
    sum += value
    count += 1
    if (value < min) min = value
    if (value > max) max = value
    last = value
  }
  return count === 0 ? none : { last, min, mean: sum / count, max }
}
