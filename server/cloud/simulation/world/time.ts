const beijingAhead = 8 * 3600_000

/** A time as the API writes it (api-facts.md 5.8): `YYYY-MM-DD HH:MM:SS`, Beijing time, no zone. */
export const beijing = (ms: number): string =>
  new Date(ms + beijingAhead).toISOString().slice(0, 19).replace('T', ' ')

/** The inverse of `beijing`, of a time that is written so. */
export const msOf = (time: string): number =>
  Date.parse(`${time.replace(' ', 'T')}Z`) - beijingAhead

/** When the period that an instant falls into began: whole hours or days of Beijing, for example. */
export const startOf = (instant: number, period: number): number =>
  Math.floor((instant + beijingAhead) / period) * period - beijingAhead
