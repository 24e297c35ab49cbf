/** Sorts tag names as versions: semver.org's order, applied to similar formats too. */

interface Version {
  /** Major, minor, patch and any further numbers. */
  numbers: number[]
  /** Identifiers of a pre-release; empty for a release. */
  before: string[]
}

const pattern = /^v?(\d{1,9}(?:\.\d{1,9}){1,3})(?:[-_.]?([0-9A-Za-z][0-9A-Za-z._-]*))?(?:\+.*)?$/

function versionOf(name: string): Version | undefined {
  const [, numbers, before] = pattern.exec(name) ?? []
  if (numbers === undefined) return undefined
  return {
    numbers: numbers.split('.').map(Number),
    before: before === undefined ? [] : before.split(/[.-]/),
  }
}

/** Whether a tag is a version, such as `1.4.0`, `v2.1` or `2.15.0-rc.2`. */
export const isVersion = (name: string): boolean => versionOf(name) !== undefined

const isNumber = (part: string) => /^\d+$/.test(part)

/** Natural order of digits in text: `rc2` before `rc10`. */
function compareTexts(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.match(/\d+|\D+/g) ?? [])
  for (let index = 0; ; index += 1) {
    const [a, b] = [left?.[index], right?.[index]]
    if (a === undefined || b === undefined)
      return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1)
    if (a === b) continue
    const byValue = isNumber(a) && isNumber(b) ? Number(a) - Number(b) : 0
    return byValue || (a < b ? -1 : 1)
  }
}

function comparePart(one: string, other: string): number {
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1
  return compareTexts(one, other)
}

function compareBefore(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length
  for (let index = 0; ; index += 1) {
    const [a, b] = [one[index], other[index]]
    if (a === undefined || b === undefined) return one.length - other.length
    const order = comparePart(a, b)
    if (order !== 0) return order
  }
}

/**
 * Compares tags, older versions first: numbers by value (`1.9` before `1.10`), a pre-release before
 * its release. Other tags sort before all versions, by text.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [versionOf(one), versionOf(other)]
  if (!a || !b) return a ? 1 : b ? -1 : compareTexts(one, other)
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index += 1) {
    const order = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0)
    if (order !== 0) return order
  }
  return compareBefore(a.before, b.before) || compareTexts(one, other)
}
