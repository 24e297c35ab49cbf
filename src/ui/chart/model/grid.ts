/** A series as the API gives it: the value of index i was measured at start + i × step; null: not measured. */
export interface Series {
  id: string
  label: string
  /** Milliseconds since 1970. */
  start: number
  /** Milliseconds. */
  step: number
  values: readonly (number | null)[]
}

/** What a chart shows of time, in ms; both ends belong to it. */
export interface View {
  from: number
  to: number
}

/** A moment and, after it, the value of each series at it. */
export type Row = readonly (number | null)[]

/** Index of the last value at or before a moment; may lie outside of the series. */
export const indexAt = ({ start, step }: Series, moment: number): number =>
  Math.floor((moment - start) / step)

/** Index of the value that is nearest to a moment; may lie outside of the series. */
export const indexNear = ({ start, step }: Series, moment: number): number =>
  Math.round((moment - start) / step)

/** First and last index whose moments lie in the view; the last is smaller where there are none. */
export function indexesIn(series: Series, { from, to }: View): readonly [number, number] {
  const first = Math.max(0, Math.ceil((from - series.start) / series.step))
  return [first, Math.min(series.values.length - 1, indexAt(series, to))]
}

/** Value nearest to a moment, null where none was measured within one step of it. */
export const valueNear = (series: Series, moment: number): number | null =>
  series.values[indexNear(series, moment)] ?? null
