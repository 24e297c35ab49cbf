/**
 * A series as returned by the API: value i was measured at start + i × step; null means not
 * measured.
 */
export interface Series {
  id: string
  label: string
  /** Milliseconds since 1970. */
  start: number
  /** In milliseconds. */
  step: number
  values: readonly (number | null)[]
}

/** The visible time range in milliseconds, both ends inclusive. */
export interface View {
  from: number
  to: number
}

/** A time followed by the value of each series. */
export type Row = readonly (number | null)[]

/** Index of the last value at or before a time; may be out of bounds. */
export const indexAt = ({ start, step }: Series, moment: number): number =>
  Math.floor((moment - start) / step)

/** Index of the value nearest to a time; may be out of bounds. */
export const indexNear = ({ start, step }: Series, moment: number): number =>
  Math.round((moment - start) / step)

/** Returns the first and the last index within the view; last < first if there are none. */
export function indexesIn(series: Series, { from, to }: View): readonly [number, number] {
  const first = Math.max(0, Math.ceil((from - series.start) / series.step))
  return [first, Math.min(series.values.length - 1, indexAt(series, to))]
}

/** Returns the value nearest to a time; null if none was measured within one step. */
export const valueNear = (series: Series, moment: number): number | null =>
  series.values[indexNear(series, moment)] ?? null
