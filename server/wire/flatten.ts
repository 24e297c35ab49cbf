/** A number without an exponent, as every endpoint reads it: 1e21 and 1e-7 become plain digits. */
function decimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  const [digits = '', exponent = '0'] = text.split('e-')
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`
}

/** A wire name and its raw value. */
export type Pair = readonly [name: string, value: string]

const byText = (a: number, b: number) => (String(a) < String(b) ? -1 : 1)
const orders = new Map<number, readonly number[]>()
const longestKnown = 1000

/** Indexes in the order of their digits, 0, 1, 10, 11, 2: what is signed is sorted so. */
function indexes(length: number): readonly number[] {
  const found = orders.get(length)
  if (found) return found
  const order = Array.from({ length }, (_, at) => at)
  if (length > 10) order.sort(byText)
  if (length <= longestKnown) orders.set(length, order)
  return order
}

const names = new Map<string, string[]>()
const mostNames = { lists: 500, length: 300 }

/** Of the entries of a list, in the order of its indexes; made once, since the same lists are sent again. */
function namesIn(prefix: string, length: number): readonly string[] {
  const found = names.get(prefix)
  if (found && found.length >= length) return found
  const made = Array.from({ length: Math.max(length, 20) }, (_, at) => `${prefix}${at}`)
  if (length > mostNames.length) return made
  if (names.size >= mostNames.lists) names.clear()
  names.set(prefix, made)
  return made
}

/** In place, and lists almost sorted: a call of 200 fields is flattened and signed for each one sent. */
function collect(pairs: Pair[], value: unknown, name: string): void {
  if (value === undefined || value === null) return
  if (typeof value === 'object') {
    const prefix = name === '' ? '' : `${name}.`
    if (Array.isArray(value)) {
      const own = namesIn(prefix, value.length)
      for (const at of indexes(value.length)) collect(pairs, value[at], own[at] ?? '')
    } else {
      for (const [key, inner] of Object.entries(value)) collect(pairs, inner, `${prefix}${key}`)
    }
  } else if (typeof value !== 'number') pairs.push([name, String(value)])
  else if (Number.isFinite(value)) pairs.push([name, decimal(value)])
}

/** Only a key with a dot of its own can spell the name of another value. */
const isAmbiguous = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value)
    ? value.some(isAmbiguous)
    : Object.entries(value).some(([key, inner]) => key.includes('.') || isAmbiguous(inner)))

/**
 * Nested parameters as the API's wire names and raw strings: `containers.0.envs.1.name`, indexes from
 * 0, `true` and `false` in lower case. What is undefined or null is left out; an empty list leaves no
 * trace (请求结构/接口请求参数). Every name comes once.
 */
export function flatPairs(params: object): readonly Pair[] {
  const pairs: Pair[] = []
  collect(pairs, params, '')
  return isAmbiguous(params) ? [...new Map(pairs)] : pairs
}

/** The same as an object, which costs several times as much: every name becomes a property. */
export const flatten = (params: object): Record<string, string> =>
  Object.fromEntries(flatPairs(params))
