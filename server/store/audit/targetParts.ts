/** Longer names are not valid, and index keys are limited in size. */
const longestPart = 200
const mostParts = 50

/** All search keys of a target: each part and each prefix. */
export function partsOf(target: string): string[] {
  const parts = target.split('/')
  const beginnings = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const all = new Set([...parts, ...parts.flatMap((one) => one.split(',')), ...beginnings])
  return [...all].filter((one) => one !== '' && one.length <= longestPart).slice(0, mostParts)
}
