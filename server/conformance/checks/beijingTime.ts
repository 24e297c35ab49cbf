const offset = 8 * 3600_000

/**
 * Converts a time of a response, e.g. `2017-03-28 14:10:00` in Beijing time, to milliseconds since
 * 1970.
 */
export const timeOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) - offset

/** Converts milliseconds since 1970 to a time as responses write it. */
export const writeTime = (time: number): string =>
  new Date(time + offset).toISOString().slice(0, 19).replace('T', ' ')
