import { type Fields, type Pair, prefixOf, toPairs } from './flatten'

/** Matches pairs that need no encoding. */
const unencoded = /^[\w.*-]+=[\w.*-]*(?:&[\w.*-]+=[\w.*-]*)*$/

/** Matches a name that is signed differently from how it is sent. */
const renamedWhenSigned = /(?:^|&)[^=_]*_/

function countChar(text: string, char: string): number {
  let count = 0
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) count += 1
  return count
}

/** Returns undefined if names are unsorted or repeated. */
function joinIfSorted(fields: Fields): { text: string; number: number } | undefined {
  const parts: string[] = []
  let lastName = ''
  let isSorted = true
  fields((name, value, head) => {
    const isFirst = parts.length === 0
    if (!isFirst && name <= lastName) isSorted = false
    lastName = name
    parts.push(isFirst ? `${name}=${value}` : head + value)
  })
  return isSorted ? { text: parts.join(''), number: parts.length } : undefined
}

const byName = ([a]: Pair, [b]: Pair) => (a < b ? -1 : a > b ? 1 : 0)

function sortByName(fields: Fields): Fields {
  const pairs = toPairs(fields).toSorted(byName)
  return (onPair) => {
    for (const [name, value] of pairs) onPair(name, value, prefixOf(name))
  }
}

/**
 * Returns the sorted fields as a text that is both signed and sent; undefined if the two differ,
 * because a value needs encoding or a name contains `_`. This fast path covers most calls: it first
 * tries the given order, and sorts only if needed.
 */
export function plainText(fields: Fields): string | undefined {
  const joined = joinIfSorted(fields) ?? joinIfSorted(sortByName(fields))
  // There are more separators than expected, so some are inside names or values.
  if (
    !joined ||
    !unencoded.test(joined.text) ||
    countChar(joined.text, '&') !== joined.number - 1
  ) {
    return undefined
  }
  return joined.text.includes('_') && renamedWhenSigned.test(joined.text) ? undefined : joined.text
}
