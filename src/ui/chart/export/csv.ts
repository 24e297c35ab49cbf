import type { Series, View } from '../model/grid'
import { momentsIn, valueAt } from '../model/moments'

/** Quoted where it has to be; a text that a spreadsheet would take for a formula is disarmed. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * What a chart shows as CSV (RFC 4180): a moment in UTC a row, a series a column, values as the API
 * gave them, in its own unit; empty where nothing was measured.
 */
export function toCsv(all: readonly Series[], view: View, unit: string): string {
  const head = ['time (UTC)', ...all.map(({ label }) => `${label} [${unit}]`)].map(cell)
  const rows = momentsIn(all, view).map((moment) =>
    [
      new Date(moment).toISOString(),
      ...all.map((series) => {
        const value = valueAt(series, moment)
        return value === null || value === undefined ? '' : String(value)
      }),
    ].join(','),
  )
  return `${[head.join(','), ...rows].join('\r\n')}\r\n`
}
