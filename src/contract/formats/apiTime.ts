const beijing = '+08:00'

/** The offset of Beijing time, which the API uses, in ms. */
export const beijingOffset = 8 * 3_600_000

/**
 * Parses an API time to ms: `YYYY-MM-DD HH:MM:SS` in Beijing time, with or without `+0800 CST`, or
 * RFC 3339. Undefined for `0000-00-00 00:00:00` and invalid texts.
 */
export function parseApiTime(text: string | undefined): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(.*)$/.exec(text ?? '')
  if (!parts) return undefined
  const zone = /^ ?([+-]\d\d):?(\d\d)/.exec(parts[3] ?? '')
  const offset = zone ? `${zone[1]}:${zone[2]}` : parts[3] === 'Z' ? 'Z' : beijing
  const instant = Date.parse(`${parts[1]}T${parts[2]}${offset}`)
  return Number.isNaN(instant) ? undefined : instant
}

/** Formats a time in ms for the API, in Beijing time. */
export const formatApiTime = (instant: number): string =>
  new Date(instant + beijingOffset).toISOString().slice(0, 19).replace('T', ' ')
