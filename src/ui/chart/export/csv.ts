import { byteOrderMark, csvField } from '../../../contract/text/csv'
import type { Series, View } from '../model/grid'
import { timesIn, valueAt } from '../model/moments'

/**
 * Formats the chart's data as CSV (RFC 4180): a row per time (UTC) and a column per series, with
 * values in the API's own unit; a cell is empty if nothing was measured.
 */
export function toCsv(all: readonly Series[], view: View, unit: string): string {
  const headerRow = ['time (UTC)', ...all.map(({ label }) => `${label} [${unit}]`)].map(csvField)
  const rows = timesIn(all, view).map((moment) =>
    [
      new Date(moment).toISOString(),
      ...all.map((series) => {
        const value = valueAt(series, moment)
        return value === null || value === undefined ? '' : String(value)
      }),
    ].join(','),
  )
  return `${byteOrderMark}${[headerRow.join(','), ...rows].join('\r\n')}\r\n`
}
