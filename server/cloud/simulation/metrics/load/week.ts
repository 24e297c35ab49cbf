const minutesOfDay = 1440
const minutesOfWeek = 7 * minutesOfDay

/** A rise and fall around an hour of the day: how high, and how many minutes to either side. */
type Hump = readonly [hour: number, height: number, width: number]

/** What is asked of a kind of service over a day, Beijing time; 1 is what it was made for. */
export interface Days {
  /** In the dead of night. */
  least: number
  workday: readonly Hump[]
  weekend: readonly Hump[]
}

/** Humps reach over midnight: the evening's into the night, the night's into the evening. */
function heightAt([hour, height, width]: Hump, minute: number): number {
  const away = Math.abs(minute - hour * 60)
  const near = Math.min(away, minutesOfDay - away) / width
  return height * Math.exp(-near * near)
}

/** The week from Monday 00:00, minute by minute. */
export function weekOf({ least, workday, weekend }: Days): Float64Array {
  const dayOf = (humps: readonly Hump[]) =>
    Float64Array.from({ length: minutesOfDay }, (_, minute) =>
      humps.reduce((sum, hump) => sum + heightAt(hump, minute), least),
    )
  const [work, free] = [dayOf(workday), dayOf(weekend)]
  const week = new Float64Array(minutesOfWeek)
  for (let day = 0; day < 7; day += 1) week.set(day < 5 ? work : free, day * minutesOfDay)
  return week
}

/** 1970 began on a Thursday; Beijing is eight hours ahead. */
const aheadOfWeek = 3 * minutesOfDay + 8 * 60

/** Minute of the week in Beijing, of a minute since 1970. */
export const minuteOfWeek = (minute: number): number =>
  (((minute + aheadOfWeek) % minutesOfWeek) + minutesOfWeek) % minutesOfWeek
