import { indexesIn, type Series, type View } from './grid'

/** Returns all times within the view at which a series has or should have a value, ascending. */
export function timesIn(all: readonly Series[], view: View): readonly number[] {
  const moments = new Set<number>()
  for (const series of all) {
    const [first, last] = indexesIn(series, view)
    for (let index = first; index <= last; index += 1) {
      moments.add(series.start + index * series.step)
    }
  }
  return [...moments].sort((a, b) => a - b)
}

/** Returns a series' value at exactly this time; undefined if there is none. */
export function valueAt(
  { start, step, values }: Series,
  moment: number,
): number | null | undefined {
  const index = (moment - start) / step
  return Number.isInteger(index) ? values[index] : undefined
}
