const offset = 8 * 3600_000

/** Milliseconds since 1970 of a time as answers write it: `2017-03-28 14:10:00`, Beijing time. */
export const timeOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) - offset

/** The same in the other direction. */
export const writeTime = (time: number): string =>
  new Date(time + offset).toISOString().slice(0, 19).replace('T', ' ')
