/**
 * A number without an exponent, which not every endpoint reads: 1e21 and 1e-7 become plain digits.
 */
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

/** Receives one pair. `head` precedes the value in a form: `&a.0=`. */
export type Take = (name: string, value: string, head: string) => void

/**
 * Iterates over names and raw values without building pairs, which would cost as much as signing
 * them. Of equal names the last one counts.
 */
export type Fields = (take: Take) => void

export const headOf = (name: string) => `&${name}=`

const byText = (a: number, b: number) => (String(a) < String(b) ? -1 : 1)
const orders = new Map<number, readonly number[]>()
const longestKnown = 1000

/** Indexes in the order of their digits, 0, 1, 10, 11, 2, in which they are signed. */
function indexes(length: number): readonly number[] {
  const found = orders.get(length)
  if (found) return found
  const order = Array.from({ length }, (_, at) => at)
  if (length > 10) order.sort(byText)
  if (length <= longestKnown) orders.set(length, order)
  return order
}

interface Entry {
  name: string
  head: string
}

const entries = new Map<string, Entry[]>()
const mostEntries = { lists: 500, length: 300 }

/** Names of a list's items, cached because the same lists are sent repeatedly. */
function entriesIn(prefix: string, length: number): readonly Entry[] {
  const found = entries.get(prefix)
  if (found && found.length >= length) return found
  const made = Array.from({ length: Math.max(length, 20) }, (_, at) => {
    const name = `${prefix}${at}`
    return { name, head: headOf(name) }
  })
  if (length > mostEntries.length) return made
  if (entries.size >= mostEntries.lists) entries.clear()
  entries.set(prefix, made)
  return made
}

/**
 * Visits lists almost in signing order, because calls with 200 fields are flattened and signed for
 * every request.
 */
function visit(take: Take, value: unknown, name: string, head?: string): void {
  if (value === undefined || value === null) return
  if (typeof value === 'object') {
    const prefix = name === '' ? '' : `${name}.`
    if (Array.isArray(value)) {
      const own = entriesIn(prefix, value.length)
      for (const at of indexes(value.length)) {
        const entry = own[at]
        const inner: unknown = value[at]
        // Fast path: most lists contain texts.
        if (entry && typeof inner === 'string') take(entry.name, inner, entry.head)
        else if (entry) visit(take, inner, entry.name, entry.head)
      }
    } else {
      for (const [key, inner] of Object.entries(value)) visit(take, inner, `${prefix}${key}`)
    }
  } else if (typeof value !== 'number') take(name, String(value), head ?? headOf(name))
  else if (Number.isFinite(value)) take(name, decimal(value), head ?? headOf(name))
}

/**
 * Nested parameters as the API's wire names and raw strings: `containers.0.envs.1.name`, indexes
 * from 0, `true` and `false` in lower case. Undefined, null and empty lists are omitted
 * (请求结构/接口请求参数). Only a key that is empty or contains a dot can collide with another name.
 */
export const fieldsOf =
  (params: object): Fields =>
  (take) =>
    visit(take, params, '')

/** Pairs with distinct names. */
export function pairsOf(fields: Fields): readonly Pair[] {
  const values = new Map<string, string>()
  fields((name, value) => values.set(name, value))
  return [...values]
}

export const flatPairs = (params: object): readonly Pair[] => pairsOf(fieldsOf(params))

export const flatten = (params: object): Record<string, string> =>
  Object.fromEntries(flatPairs(params))
