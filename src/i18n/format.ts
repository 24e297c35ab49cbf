export { beijingOffset, formatApiTime, parseApiTime } from '../contract/formats/apiTime'

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

/** Relative time in the largest fitting unit, e.g. `3 hr. ago`; both in ms. */
export function formatAge(instant: number, now: number, language: string): string {
  const past = instant - now
  const [unit, size] = units.find(([, least]) => Math.abs(past) >= least) ?? ['second', 1_000]
  return new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' }).format(
    Math.trunc(past / size),
    unit,
  )
}

/** Formats a number with grouped digits and at most two decimals; the unit follows a thin space. */
export function formatNumber(value: number, language: string, unit?: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)
  return unit ? `${number}\u202f${unit}` : number
}

/** Formats millicores as cores, e.g. 1500 → `1.5`. */
export const cores = (thousandths: number): number => thousandths / 1000

/** Formats MiB in the best fitting unit. */
export const formatMemory = (mebibytes: number, language: string): string =>
  mebibytes >= 1024
    ? formatNumber(mebibytes / 1024, language, 'GiB')
    : formatNumber(mebibytes, language, 'MiB')

/** Abbreviates a long ID, e.g. `7f3a91…c04e`. */
export const shorten = (id: string, head = 8, tail = 4): string =>
  id.length > head + tail + 1 ? `${id.slice(0, head)}…${id.slice(-tail)}` : id
