/** Time in ms between two moments of the absolute clock. */
export interface Range {
  from: number
  to: number
}

/** The offset of local time from UTC in ms at a moment. */
export type OffsetAt = (moment: number) => number

export const minute = 60_000
export const hour = 60 * minute
/** A day of 24 hours; a day of the calendar may have more or fewer. */
export const day = 24 * hour

/** The zone of the browser. */
export const localOffset: OffsetAt = (moment) => -new Date(moment).getTimezoneOffset() * minute

/** Local time as the moment at which UTC shows the same time, for arithmetic on local times. */
export const localAt = (moment: number, offsetAt: OffsetAt = localOffset): number =>
  moment + offsetAt(moment)

/** The moments with a local time, ascending: none in a skipped hour, two in a repeated one. */
export function momentsOf(local: number, offsetAt: OffsetAt = localOffset): readonly number[] {
  // Offsets are between -12 and +14 hours, so that every candidate is between these two.
  const offsets = new Set([offsetAt(local - 15 * hour), offsetAt(local + 13 * hour)])
  return [...offsets]
    .map((offset) => local - offset)
    .filter((moment) => localAt(moment, offsetAt) === local)
    .sort((a, b) => a - b)
}

/** The first moment at or after a local time; the end of a skipped hour for times within it. */
export function firstMomentOf(local: number, offsetAt: OffsetAt = localOffset): number {
  const [first] = momentsOf(local, offsetAt)
  if (first !== undefined) return first
  // The local time is skipped: search for the jump.
  let [before, after] = [local - 15 * hour, local + 13 * hour]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (localAt(middle, offsetAt) >= local) after = middle
    else before = middle
  }
  return after
}

/** Whether the local time of a moment occurs twice. */
export const isRepeated = (moment: number, offsetAt: OffsetAt = localOffset): boolean =>
  momentsOf(localAt(moment, offsetAt), offsetAt).length > 1

/** The number of the local calendar day of a moment, counted from 1970-01-01. */
export const dayOf = (moment: number, offsetAt: OffsetAt = localOffset): number =>
  Math.floor(localAt(moment, offsetAt) / day)

/** The start of a calendar day by its number. A skipped day starts where the next one does. */
export const startOfDay = (number: number, offsetAt: OffsetAt = localOffset): number =>
  firstMomentOf(number * day, offsetAt)

/** The same local time some days earlier, or the end of the skipped hour. */
export const daysBefore = (
  moment: number,
  days: number,
  offsetAt: OffsetAt = localOffset,
): number => firstMomentOf(localAt(moment, offsetAt) - days * day, offsetAt)
