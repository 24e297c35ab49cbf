import type { Series } from './grid'
import { maxSeries } from './palette'

/** The lines of a chart: series with a colour of their own, and the combined remaining series. */
export interface FoldedSeries {
  shown: readonly Series[]
  /** Undefined if no series had to be combined. */
  others: Series | undefined
  /** Number of series in `others`. */
  count: number
}

const peak = ({ values }: Series) => {
  let greatest = Number.NEGATIVE_INFINITY
  for (const value of values) if (value !== null && value > greatest) greatest = value
  return greatest
}

/** Combines series into one: their sum, or their mean if the unit cannot be added. */
function combineSeries(all: readonly Series[], way: 'sum' | 'mean'): Series | undefined {
  const [first] = all
  if (!first) return undefined
  const { step } = first
  const start = Math.min(...all.map((series) => series.start))
  const end = Math.max(...all.map((series) => series.start + (series.values.length - 1) * step))
  const length = Math.round((end - start) / step) + 1
  const sums = new Float64Array(length)
  const counts = new Uint32Array(length)
  for (const series of all) {
    const offset = Math.round((series.start - start) / step)
    const { values } = series
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index]
      if (value === null || value === undefined) continue
      const at = index + offset
      sums[at] = (sums[at] ?? 0) + value
      counts[at] = (counts[at] ?? 0) + 1
    }
  }
  const values = Array.from(sums, (sum, at) => {
    const count = counts[at] ?? 0
    if (count === 0) return null
    return way === 'sum' ? sum : sum / count
  })
  return { id: 'others', label: '', start, step, values }
}

/**
 * Keeps the eight series with the highest peaks, in the given order, and combines the others into
 * one line.
 */
export function foldSeries(all: readonly Series[], way: 'sum' | 'mean'): FoldedSeries {
  if (all.length <= maxSeries) return { shown: all, others: undefined, count: 0 }
  const ranked = all
    .map((series) => [series, peak(series)] as const)
    .toSorted(([, a], [, b]) => b - a)
    .map(([series]) => series)
  const keptSeries = new Set(ranked.slice(0, maxSeries))
  const otherSeries = all.filter((series) => !keptSeries.has(series))
  return {
    shown: all.filter((series) => keptSeries.has(series)),
    others: combineSeries(otherSeries, way),
    count: otherSeries.length,
  }
}
