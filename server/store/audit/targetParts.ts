/** Longer names are nobody's, and an index has its limits. */
const longestPart = 200
const mostParts = 50

/** All that somebody may look a target up by: each part of it, and each beginning. */
export function partsOf(target: string): string[] {
  const parts = target.split('/')
  const beginnings = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const all = new Set([...parts, ...parts.flatMap((one) => one.split(',')), ...beginnings])
  return [...all].filter((one) => one !== '' && one.length <= longestPart).slice(0, mostParts)
}
