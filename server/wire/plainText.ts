import { type Fields, headOf, type Pair, pairsOf } from './flatten'

/** Pairs of which nothing needs encoding. */
const plain = /^[\w.*-]+=[\w.*-]*(?:&[\w.*-]+=[\w.*-]*)*$/

/** A name that is signed in another way than it is sent. */
const renamed = /(?:^|&)[^=_]*_/

function count(text: string, char: string): number {
  let found = 0
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) found += 1
  return found
}

/** Undefined where names do not come in their order, or come twice. */
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
 * Sorted fields as the text that is both signed and sent; undefined where the two differ, because a
 * value needs encoding or a name has `_`. Most calls are so, and of 200 fields it is the dear part: it
 * is written as the fields come, and sorted only where they do not come sorted.
 */
export function plainText(fields: Fields): string | undefined {
  const whole = joined(fields) ?? joined(sorted(fields))
  // Where there are more pairs than were given, some stand in names or values.
  if (!whole || !plain.test(whole.text) || count(whole.text, '&') !== whole.number - 1) {
    return undefined
  }
  return whole.text.includes('_') && renamed.test(whole.text) ? undefined : whole.text
}
