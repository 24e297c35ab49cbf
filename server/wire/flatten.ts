/**
 * Formats a number in plain digits, also 1e21 and 1e-7, because not every endpoint parses
 * exponents.
 */
function formatDecimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  const [digits = '', exponent = '0'] = text.split('e-')
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`
}

/** A wire name and its raw value. */
export type Pair = readonly [name: string, value: string]

/** Receives one pair. `namePrefix` is the text before the value in a form: `&a.0=`. */
export type PairVisitor = (name: string, value: string, namePrefix: string) => void

/**
 * Iterates over names and raw values without building pairs, which would cost as much as signing
 * them. If a name repeats, the last value counts.
 */
export type Fields = (onPair: PairVisitor) => void

export const prefixOf = (name: string) => `&${name}=`

const byDigits = (a: number, b: number) => (String(a) < String(b) ? -1 : 1)
const cachedOrders = new Map<number, readonly number[]>()
const maxCachedLength = 1000

/** Indexes in lexicographic order, 0, 1, 10, 11, 2, which is the signing order. */
function indexesInSigningOrder(length: number): readonly number[] {
  const cached = cachedOrders.get(length)
  if (cached) return cached
  const order = Array.from({ length }, (_, at) => at)
  if (length > 10) order.sort(byDigits)
  if (length <= maxCachedLength) cachedOrders.set(length, order)
  return order
}

interface ItemName {
  name: string
  namePrefix: string
}

const cachedNames = new Map<string, ItemName[]>()
const cacheLimits = { lists: 500, length: 300 }

/** Names of a list's items. Cached, because the same lists are sent repeatedly. */
function itemNames(prefix: string, length: number): readonly ItemName[] {
  const cached = cachedNames.get(prefix)
  if (cached && cached.length >= length) return cached
  const created = Array.from({ length: Math.max(length, 20) }, (_, at) => {
    const name = `${prefix}${at}`
    return { name, namePrefix: prefixOf(name) }
  })
  if (length > cacheLimits.length) return created
  if (cachedNames.size >= cacheLimits.lists) cachedNames.clear()
  cachedNames.set(prefix, created)
  return created
}

/**
 * Visits the items of lists nearly in signing order, so that sorting the fields of a request, up to
 * 200, is cheap.
 */
function visit(onPair: PairVisitor, value: unknown, name: string, namePrefix?: string): void {
  if (value === undefined || value === null) return
  if (typeof value === 'object') {
    const prefix = name === '' ? '' : `${name}.`
    if (Array.isArray(value)) {
      const names = itemNames(prefix, value.length)
      for (const at of indexesInSigningOrder(value.length)) {
        const entry = names[at]
        const item: unknown = value[at]
        // Fast path: most lists contain strings.
        if (entry && typeof item === 'string') onPair(entry.name, item, entry.namePrefix)
        else if (entry) visit(onPair, item, entry.name, entry.namePrefix)
      }
    } else {
      for (const [key, item] of Object.entries(value)) visit(onPair, item, `${prefix}${key}`)
    }
  } else if (typeof value !== 'number') onPair(name, String(value), namePrefix ?? prefixOf(name))
  else if (Number.isFinite(value)) onPair(name, formatDecimal(value), namePrefix ?? prefixOf(name))
}

/**
 * Flattens nested parameters to the API's wire names and raw strings: `containers.0.envs.1.name`,
 * indexes from 0, lowercase `true` and `false`. Omits undefined, null and empty lists
 * (请求结构/接口请求参数). Names can collide only if a key is empty or contains a dot.
 */
export const flatFields =
  (params: object): Fields =>
  (onPair) =>
    visit(onPair, params, '')

/** Returns pairs with distinct names. */
export function toPairs(fields: Fields): readonly Pair[] {
  const values = new Map<string, string>()
  fields((name, value) => values.set(name, value))
  return [...values]
}

export const flatPairs = (params: object): readonly Pair[] => toPairs(flatFields(params))

export const flatten = (params: object): Record<string, string> =>
  Object.fromEntries(flatPairs(params))
