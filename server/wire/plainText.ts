import { type Fields, headOf, type Pair, pairsOf } from './flatten'

/** Pairs that need no encoding. */
const plain = /^[\w.*-]+=[\w.*-]*(?:&[\w.*-]+=[\w.*-]*)*$/

/** A name that is signed differently from how it is sent. */
const renamed = /(?:^|&)[^=_]*_/

function count(text: string, char: string): number {
  let found = 0
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) found += 1
  return found
}

/** Undefined if names are unsorted or repeated. */
function joined(fields: Fields): { text: string; number: number } | undefined {
  const parts: string[] = []
  let last = ''
  let isSorted = true
  fields((name, value, head) => {
    const isFirst = parts.length === 0
    if (!isFirst && name <= last) isSorted = false
    last = name
    parts.push(isFirst ? `${name}=${value}` : head + value)
  })
  return isSorted ? { text: parts.join(''), number: parts.length } : undefined
}

const byName = ([a]: Pair, [b]: Pair) => (a < b ? -1 : a > b ? 1 : 0)

function sorted(fields: Fields): Fields {
  const pairs = pairsOf(fields).toSorted(byName)
  return (take) => {
    for (const [name, value] of pairs) take(name, value, headOf(name))
  }
}

/**
 * Sorted fields as the text that is both signed and sent; undefined if the two differ, because a
 * value needs encoding or a name contains `_`. This fast path covers most calls: the text is
 * written in the given order, and sorted only if that is not sorted already.
 */
export function plainText(fields: Fields): string | undefined {
  const whole = joined(fields) ?? joined(sorted(fields))
  // More separators than expected: some are inside names or values.
  if (!whole || !plain.test(whole.text) || count(whole.text, '&') !== whole.number - 1) {
    return undefined
  }
  return whole.text.includes('_') && renamed.test(whole.text) ? undefined : whole.text
}
