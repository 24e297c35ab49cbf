const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** Formats a duration in ms with its two largest units, e.g. `1m 5s`. */
export function formatDuration(milliseconds: number, language: string): string {
  let seconds = Math.max(0, Math.round(milliseconds / 1000))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size)
    seconds -= count * size
    if (parts.length === 0 && count === 0 && unit !== 'second') continue
    const format = { style: 'unit', unit, unitDisplay: 'narrow' } as const
    if (count > 0 || parts.length === 0) {
      parts.push(new Intl.NumberFormat(language, format).format(count))
    }
    if (parts.length === 2) break
  }
  return parts.join(' ')
}
