import {
  dayOf,
  hour,
  isRepeated,
  localAt,
  localOffset,
  minute,
  type OffsetAt,
  type Range,
  startOfDay,
} from './zone'

/** The offset of local time, e.g. `UTC+2`, `UTC-3:30` or `UTC`. */
export function zoneLabel(moment: number, offsetAt: OffsetAt = localOffset): string {
  const offset = offsetAt(moment)
  if (offset === 0) return 'UTC'
  const size = Math.abs(offset)
  const minutes = Math.floor((size % hour) / minute)
  const minutesText = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(size / hour)}${minutesText}`
}

const clockParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const dayParts = { month: 'short', day: 'numeric' } as const

/** Labels of local times in a language. A local time that occurs twice includes its offset. */
export function timeLabels(language: string, offsetAt: OffsetAt = localOffset) {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    // The local time is formatted as if it were UTC, so that labels and ticks use one offset.
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
    return (moment: number) => format.format(localAt(moment, offsetAt))
  }
  const zone = (moment: number) => zoneLabel(moment, offsetAt)
  const zoned = (text: string, moment: number) => `${text} ${zone(moment)}`
  const unambiguous = (format: (moment: number) => string) => (moment: number) =>
    isRepeated(moment, offsetAt) ? zoned(format(moment), moment) : format(moment)

  const plainClock = formatter(clockParts)
  const plainTime = formatter({ ...dayParts, ...clockParts })
  const shortDay = formatter(dayParts)
  const fullFormat = formatter({ year: 'numeric', ...dayParts, ...clockParts, second: '2-digit' })
  const clock = unambiguous(plainClock)
  const isSameZone = ({ from, to }: Range) => offsetAt(from) === offsetAt(to)

  return {
    zone,
    clock,
    /** Month, day and time of day. */
    time: unambiguous(plainTime),
    /** Month, day, time of day and offset. */
    zonedTime: (moment: number) => zoned(plainTime(moment), moment),
    /** Date and time to the second, with the offset. */
    full: (moment: number) => zoned(fullFormat(moment), moment),
    date: formatter({ dateStyle: 'medium' }),
    /** The date at the start of a day, the time of day elsewhere. */
    tick: (moment: number) =>
      startOfDay(dayOf(moment, offsetAt), offsetAt) === moment ? shortDay(moment) : clock(moment),
    /** Both ends of a range; each names its offset where they differ. */
    range: (range: Range) => {
      const { from, to } = range
      const isSameDay = dayOf(from, offsetAt) === dayOf(to, offsetAt)
      const startText = isSameZone(range) ? plainTime(from) : zoned(plainTime(from), from)
      return `${startText} – ${zoned(isSameDay ? plainClock(to) : plainTime(to), to)}`
    },
    /**
     * The offset at the end of a range, for a heading, and times that include theirs if it differs.
     */
    within: ({ to }: Pick<Range, 'to'>) => ({
      zone: zone(to),
      time: (moment: number) =>
        offsetAt(moment) === offsetAt(to) ? plainTime(moment) : zoned(plainTime(moment), moment),
    }),
  }
}
