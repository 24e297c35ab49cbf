const minutesOfDay = 1440
const minutesOfWeek = 7 * minutesOfDay

/** A bell curve around an hour of the day: height, and width in minutes. */
type Peak = readonly [hour: number, height: number, width: number]

/** Daily load of a kind of service, in Beijing time; 1 is its design load. */
export interface DailyLoad {
  /** Load at night. */
  base: number
  workday: readonly Peak[]
  weekend: readonly Peak[]
}

/** Curves wrap around midnight. */
function peakAt([hour, height, width]: Peak, minute: number): number {
  const away = Math.abs(minute - hour * 60)
  const near = Math.min(away, minutesOfDay - away) / width
  return height * Math.exp(-near * near)
}

/** Load per minute of a week that starts on Monday 00:00. */
export function computeWeek({ base, workday, weekend }: DailyLoad): Float64Array {
  const dayOf = (humps: readonly Peak[]) =>
    Float64Array.from({ length: minutesOfDay }, (_, minute) =>
      humps.reduce((sum, hump) => sum + peakAt(hump, minute), base),
    )
  const [work, free] = [dayOf(workday), dayOf(weekend)]
  const week = new Float64Array(minutesOfWeek)
  for (let day = 0; day < 7; day += 1) week.set(day < 5 ? work : free, day * minutesOfDay)
  return week
}

/** 1970 began on a Thursday; Beijing is eight hours ahead. */
const aheadOfWeek = 3 * minutesOfDay + 8 * 60

/** Minute of the week in Beijing for a minute since 1970. */
export const minuteOfWeek = (minute: number): number =>
  (((minute + aheadOfWeek) % minutesOfWeek) + minutesOfWeek) % minutesOfWeek
