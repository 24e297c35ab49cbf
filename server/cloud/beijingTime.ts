import { paddedTime } from '../../src/contract/actions/common'

const beijingOffset = 8 * 3600_000

/** A time in the API's format (api-facts.md 5.8): `YYYY-MM-DD HH:MM:SS`, Beijing time, no zone. */
export const beijingTime = (ms: number): string =>
  new Date(ms + beijingOffset).toISOString().slice(0, 19).replace('T', ' ')

/** The inverse of `beijingTime`; the text must be valid, with or without padding. */
export const parseBeijingTime = (time: string): number =>
  Date.parse(`${(paddedTime(time) ?? time).replace(' ', 'T')}Z`) - beijingOffset

/**
 * Start of the period that contains an instant, aligned to Beijing time, e.g. to whole hours or
 * days.
 */
export const startOfPeriod = (instant: number, period: number): number =>
  Math.floor((instant + beijingOffset) / period) * period - beijingOffset
