const minutesOfDay = 1440
const minutesOfWeek = 7 * minutesOfDay

/** A bell curve of load: its centre as an hour of the day, its height, and its width in minutes. */
type Peak = readonly [hour: number, height: number, width: number]

/** Load of a load profile over a day in Beijing time; 1 is the design load. */
export interface DailyLoad {
  /** Load outside the peaks, e.g. at night. */
  base: number
  workday: readonly Peak[]
  weekend: readonly Peak[]
}

/** Height of a peak's curve at a minute of the day; the curve wraps around midnight. */
function peakAt([hour, height, width]: Peak, minute: number): number {
  const distance = Math.abs(minute - hour * 60)
  const relativeDistance = Math.min(distance, minutesOfDay - distance) / width
  return height * Math.exp(-relativeDistance * relativeDistance)
}

/** Load in each minute of a week that starts on Monday at 00:00. */
export function computeWeek({ base, workday, weekend }: DailyLoad): Float64Array {
  const dailyCurve = (peaks: readonly Peak[]) =>
    Float64Array.from({ length: minutesOfDay }, (_, minute) =>
      peaks.reduce((sum, peak) => sum + peakAt(peak, minute), base),
    )
  const [workdayCurve, weekendCurve] = [dailyCurve(workday), dailyCurve(weekend)]
  const week = new Float64Array(minutesOfWeek)
  for (let day = 0; day < 7; day += 1)
    week.set(day < 5 ? workdayCurve : weekendCurve, day * minutesOfDay)
  return week
}

/**
 * Minutes from Monday 00:00 in Beijing to the Unix epoch: 1970 began on a Thursday, and Beijing is
 * eight hours ahead of UTC.
 */
const weekOffset = 3 * minutesOfDay + 8 * 60

/** Converts a minute since 1970 to the minute of the week in Beijing. */
export const minuteOfWeek = (minute: number): number =>
  (((minute + weekOffset) % minutesOfWeek) + minutesOfWeek) % minutesOfWeek
