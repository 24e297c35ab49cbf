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
function compareTexts(left: string, right: string): number {
  const [leftParts, rightParts] = [left, right].map((text) => text.match(/\d+|\D+/g) ?? [])
  for (let index = 0; ; index += 1) {
    const [a, b] = [leftParts?.[index], rightParts?.[index]]
    if (a === undefined || b === undefined)
      return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1)
    if (a === b) continue
    const byValue = isNumber(a) && isNumber(b) ? Number(a) - Number(b) : 0
    return byValue || (a < b ? -1 : 1)
  }
}

function comparePart(a: string, b: string): number {
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1
  return compareTexts(a, b)
}

function compareBefore(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length
  for (let index = 0; ; index += 1) {
    const [a, b] = [left[index], right[index]]
    if (a === undefined || b === undefined) return left.length - right.length
    const order = comparePart(a, b)
    if (order !== 0) return order
  }
}

/**
 * Compares tag names, older versions first: numbers by value (`1.9` before `1.10`, `20` as
 * `20.0.0`), a pre-release before its release, a variant together with its version. Names that are
 * not versions come first, in text order.
 */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [versionOf(left), versionOf(right)]
  if (!a || !b) return a ? 1 : b ? -1 : compareTexts(left, right)
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index += 1) {
    const order = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0)
    if (order !== 0) return order
  }
  return (
    compareBefore(a.prerelease, b.prerelease) ||
    b.variants.length - a.variants.length ||
    compareTexts(left, right)
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
