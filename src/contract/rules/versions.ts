/** Sorts tags by version, in semver.org's order, which is extended to similar formats. */

interface Version {
  /** Major, minor, patch and any further numbers. */
  numbers: number[]
  /** Identifiers of a pre-release; empty for a release. */
  prerelease: string[]
  /** Variants of the same version, such as `alpine` or `slim`. */
  variants: string[]
}

/** A single number is a version unless it has as many digits as a date. */
const versionPattern =
  /^v?(\d{1,9}(?:\.\d{1,9}){1,3}|\d{1,5}(?![0-9A-Za-z]))(?:[-_.]?([0-9A-Z][0-9A-Z._-]*))?(?:\+.*)?$/i

/** Suffixes for base images, runtimes and platforms, with or without a version of their own. */
const variantPattern =
  /^(?:alpine|slim|bookworm|bullseye|buster|stretch|jessie|trixie|noble|jammy|focal|bionic|debian|ubuntu|centos|rocky|fedora|ubi|distroless|scratch|busybox|musl|glibc|fpm|apache|perl|jdk|jre|openjdk|temurin|onbuild|windowsservercore|nanoserver|ltsc|amd64|arm64|arm|armv\d|x86_64|i386|cuda|gpu|cpu)[\d.]*$/i

function versionOf(name: string): Version | undefined {
  const [, numbers, before] = versionPattern.exec(name) ?? []
  if (numbers === undefined) return undefined
  const suffixes = before?.split('-') ?? []
  return {
    numbers: numbers.split('.').map(Number),
    prerelease: suffixes
      .filter((suffix) => !variantPattern.test(suffix))
      .flatMap((suffix) => suffix.split('.')),
    variants: suffixes.filter((suffix) => variantPattern.test(suffix)),
  }
}

/** Whether a tag is a version, such as `1.4.0`, `v2.1` or `2.15.0-rc.2`. */
export const isVersion = (name: string): boolean => versionOf(name) !== undefined

const isNumber = (part: string) => /^\d+$/.test(part)

/** Compares digits in text by value: `rc2` before `rc10`. */
function compareTexts(one: string, other: string): number {
  const [leftParts, rightParts] = [one, other].map((text) => text.match(/\d+|\D+/g) ?? [])
  for (let index = 0; ; index += 1) {
    const [a, b] = [leftParts?.[index], rightParts?.[index]]
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
 * Compares tag names, older versions first: numbers by value (`1.9` before `1.10`, `20` as
 * `20.0.0`), a pre-release before its release, a variant together with its version. Names that are
 * not versions come first, in text order.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [versionOf(one), versionOf(other)]
  if (!a || !b) return a ? 1 : b ? -1 : compareTexts(one, other)
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index += 1) {
    const order = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0)
    if (order !== 0) return order
  }
  return (
    compareBefore(a.prerelease, b.prerelease) ||
    b.variants.length - a.variants.length ||
    compareTexts(one, other)
  )
}

interface PushedTag {
  tagName: string
  /** In milliseconds. */
  pushedAt: number
}

/** Compares tags, older versions first; tags that are not versions come first, by push time. */
export function compareTags(a: PushedTag, b: PushedTag): number {
  const isEither = isVersion(a.tagName) || isVersion(b.tagName)
  const byName = compareVersions(a.tagName, b.tagName)
  return isEither ? byName : a.pushedAt - b.pushedAt || byName
}
