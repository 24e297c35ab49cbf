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

/** Takes one pair after another. `head`: what stands before the value in a form, `&a.0=`. */
export type Take = (name: string, value: string, head: string) => void

/**
 * Names and raw values, given one by one: to build pairs of them costs as much as to sign them. A name
 * that comes twice means what it means the last time.
 */
export type Fields = (take: Take) => void

export const headOf = (name: string) => `&${name}=`

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

interface Entry {
  name: string
  head: string
}

const entries = new Map<string, Entry[]>()
const mostEntries = { lists: 500, length: 300 }

/** Of a list, in the order of its indexes; made once, since the same lists are sent again. */
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

/** Lists almost sorted: a call of 200 fields is flattened and signed for each one sent. */
function visit(take: Take, value: unknown, name: string, head?: string): void {
  if (value === undefined || value === null) return
  if (typeof value === 'object') {
    const prefix = name === '' ? '' : `${name}.`
    if (Array.isArray(value)) {
      const own = entriesIn(prefix, value.length)
      for (const at of indexes(value.length)) {
        const entry = own[at]
        const inner: unknown = value[at]
        // Most lists are of texts, which need no closer look.
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
 * Nested parameters as the API's wire names and raw strings: `containers.0.envs.1.name`, indexes from
 * 0, `true` and `false` in lower case. What is undefined or null is left out; an empty list leaves no
 * trace (请求结构/接口请求参数). Only a key that is empty or has a dot of its own can spell the name of
 * another value.
 */
export const fieldsOf =
  (params: object): Fields =>
  (take) =>
    visit(take, params, '')

/** Every name once. */
export function pairsOf(fields: Fields): readonly Pair[] {
  const values = new Map<string, string>()
  fields((name, value) => values.set(name, value))
  return [...values]
}

export const flatPairs = (params: object): readonly Pair[] => pairsOf(fieldsOf(params))

export const flatten = (params: object): Record<string, string> =>
  Object.fromEntries(flatPairs(params))
