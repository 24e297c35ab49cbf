import { indexesIn, type Row, type Series, type View } from './grid'

/**
 * The column width equals the line width of two pixels, so that two rows per column make at most
 * one row per pixel.
 */
const columnWidth = 2

/** Whether all series share the same times. */
const isAligned = ([first, ...rest]: readonly Series[]) =>
  first !== undefined &&
  rest.every(({ start, step }) => step === first.step && (start - first.start) % step === 0)

const maxPoints = (all: readonly Series[], view: View) =>
  Math.max(
    0,
    ...all.map((series) => {
      const [first, last] = indexesIn(series, view)
      return last - first + 1
    }),
  )

function exactRows(all: readonly Series[], view: View): Row[] {
  const [longest] = all
  if (!longest) return []
  const { step } = longest
  const spans = all.map((series) => indexesIn(series, view))
  const moments = all.flatMap(({ start }, at) => {
    const [first, last] = spans[at] ?? [0, -1]
    return last < first ? [] : [start + first * step, start + last * step]
  })
  if (moments.length === 0) return []
  const rows: Row[] = []
  const end = Math.max(...moments)
  for (let moment = Math.min(...moments); moment <= end; moment += step) {
    rows.push([moment, ...all.map(({ start, values }) => values[(moment - start) / step] ?? null)])
  }
  return rows
}

/** Writes each column's minimum and maximum into its two rows, in order of time. */
function foldInto(
  rows: (number | null)[][],
  at: number,
  series: Series,
  view: View,
  scale: number,
) {
  const { start, step, values } = series
  const [first, last] = indexesIn(series, view)
  let column = -1
  let low = 0
  let high = 0
  let isHighLater = true
  const flush = () => {
    const [firstRow, lastRow] = [rows[column * 2], rows[column * 2 + 1]]
    if (!firstRow || !lastRow) return
    firstRow[at] = isHighLater ? low : high
    lastRow[at] = isHighLater ? high : low
  }
  const columns = rows.length / 2
  for (let index = first; index <= last; index += 1) {
    const value = values[index]
    if (value === null || value === undefined) continue
    const place = Math.min(columns - 1, Math.floor((start + index * step - view.from) * scale))
    if (place !== column) {
      flush()
      column = place
      low = value
      high = value
    } else if (value > high) {
      high = value
      isHighLater = true
    } else if (value < low) {
      low = value
      isHighLater = false
    }
  }
  flush()
}

/**
 * Downsamples rows to a width in pixels. Keeps all values if they fit, otherwise each column's
 * minimum and maximum, so that no peak is lost. A column without values remains a gap.
 */
export function downsample(all: readonly Series[], view: View, pixels: number): readonly Row[] {
  if (isAligned(all) && maxPoints(all, view) <= pixels) return exactRows(all, view)
  const columns = Math.max(1, Math.floor(pixels / columnWidth))
  const span = Math.max(1, view.to - view.from)
  const width = span / columns
  const rows: (number | null)[][] = []
  for (let column = 0; column < columns; column += 1) {
    for (const part of [0.25, 0.75]) {
      const row = new Array<number | null>(all.length + 1).fill(null)
      row[0] = view.from + (column + part) * width
      rows.push(row)
    }
  }
  for (const [at, series] of all.entries()) foldInto(rows, at + 1, series, view, columns / span)
  return rows
}
