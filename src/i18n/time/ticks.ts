import {
  day,
  dayOf,
  firstMomentOf,
  hour,
  localAt,
  localOffset,
  minute,
  momentsOf,
  type OffsetAt,
  type Range,
  startOfDay,
} from './zone'

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 7, 14, 28].map((count) => count * day),
]

/** Starts of every n-th calendar day in a range. */
function* dayTicks({ from, to }: Range, days: number, offsetAt: OffsetAt) {
  const firstDay = Math.floor(dayOf(from, offsetAt) / days) * days
  for (let number = firstDay; ; number += days) {
    const at = startOfDay(number, offsetAt)
    if (at > to) return
    yield at
  }
}

/** Moments whose local time is a multiple of the step, in order; a skipped midnight included. */
function clockTicks({ from, to }: Range, step: number, offsetAt: OffsetAt) {
  const ticks = new Set<number>()
  // When the clock is set back, local times recur up to a day later.
  const endOfLastDay = localAt(to, offsetAt) + day
  for (
    let local = Math.floor((localAt(from, offsetAt) - day) / step) * step;
    local <= endOfLastDay;
    local += step
  ) {
    for (const moment of momentsOf(local, offsetAt)) ticks.add(moment)
    if (local % day === 0) ticks.add(firstMomentOf(local, offsetAt))
  }
  return [...ticks].sort((a, b) => a - b)
}

/**
 * Moments within a range whose local time is round, at most about `most` of them: ascending, and so
 * far apart that labels of that number don't overlap.
 */
export function timeTicks(
  range: Range,
  maxTicks: number,
  offsetAt: OffsetAt = localOffset,
): readonly number[] {
  const { from, to } = range
  const span = Math.max(minute, to - from)
  const step =
    steps.find((candidate) => span / candidate <= maxTicks) ??
    Math.ceil(span / maxTicks / day) * day
  const candidates =
    step >= day ? [...dayTicks(range, step / day, offsetAt)] : clockTicks(range, step, offsetAt)
  // A day of 23 hours is as wide as its label needs.
  const minDistance = (span / maxTicks) * 0.9
  const ticks: number[] = []
  for (const at of candidates) {
    if (at < from || at > to) continue
    if (at - (ticks.at(-1) ?? Number.NEGATIVE_INFINITY) >= minDistance) ticks.push(at)
  }
  return ticks
}
