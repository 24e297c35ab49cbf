import type { View } from './grid'

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `value`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * 0.999_999) ?? 10
  return step * power
}

/** A scale from zero to a round value at or above the maximum, with three to five round ticks. */
export function valueTicks(greatest: number, lowest = 0): readonly number[] {
  const high = greatest > lowest ? greatest : lowest + 1
  const step = roundStep((high - lowest) / 4)
  const first = Math.floor(lowest / step)
  const last = Math.ceil((high / step) * 0.999_999)
  return Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  )
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const timeSteps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 7, 14, 28].map((count) => count * day),
]

/** Local midnight at or before a time. */
function midnight(moment: number): number {
  const date = new Date(moment)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

function nextDay(moment: number, days: number): number {
  const date = new Date(moment)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

/** Round local times, at most `most` of them; days follow the calendar. */
export function timeTicks({ from, to }: View, most: number): readonly number[] {
  const span = Math.max(minute, to - from)
  const step = timeSteps.find((one) => span / one <= most) ?? Math.ceil(span / most / day) * day
  const ticks: number[] = []
  if (step >= day) {
    for (let at = midnight(from); at <= to; at = nextDay(at, Math.round(step / day))) {
      if (at >= from) ticks.push(at)
    }
    return ticks
  }
  for (let start = midnight(from); start <= to; start = nextDay(start, 1)) {
    const end = nextDay(start, 1)
    const date = new Date(start)
    const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate()]
    let last = Number.NEGATIVE_INFINITY
    for (let index = 0; ; index += 1) {
      // Hours follow local time, so that they stay even on a day of 23 or 25 hours; minutes follow
      // absolute time, so that a repeated hour has its ticks twice.
      const at =
        step > hour
          ? new Date(year, month, dayOfMonth, (index * step) / hour).getTime()
          : start + index * step
      if (at >= end || at > to) break
      // Labels of ticks closer than half a step would overlap.
      if (at - last < step / 2) continue
      last = at
      if (at >= from) ticks.push(at)
    }
  }
  return ticks
}

/** Whether a tick is labelled with a date rather than a time of day. */
export const isMidnight = (moment: number): boolean => midnight(moment) === moment
