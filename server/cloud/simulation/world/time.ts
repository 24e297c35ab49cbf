const beijingAhead = 8 * 3600_000

/** A time in the API's format (api-facts.md 5.8): `YYYY-MM-DD HH:MM:SS`, Beijing time, no zone. */
export const beijing = (ms: number): string =>
  new Date(ms + beijingAhead).toISOString().slice(0, 19).replace('T', ' ')

/** The inverse of `beijing`; the text must be valid. */
export const msOf = (time: string): number =>
  Date.parse(`${time.replace(' ', 'T')}Z`) - beijingAhead

/**
 * Start of the period that contains an instant, aligned to Beijing time, e.g. to whole hours or
 * days.
 */
export const startOf = (instant: number, period: number): number =>
  Math.floor((instant + beijingAhead) / period) * period - beijingAhead
