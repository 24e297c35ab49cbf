import { isFields } from '../../../../src/contract/fields'

export type Fields = Record<string, unknown>

/** The value as an object; empty if it is none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The objects in a list; empty if it is none. */
export const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : []

export const without = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** Drops fields that are undefined, and empty objects and lists. */
export const tidy = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => {
      if (Array.isArray(value)) return value.length > 0
      return isFields(value) ? Object.keys(value).length > 0 : value !== undefined
    }),
  )

/** Keeps the order of `present`, changes what is wanted under the same key, and appends the rest. */
export function inPresentOrder(
  present: readonly Fields[],
  wanted: readonly Fields[],
  keyOf: (one: Fields) => string,
  merge: (before: Fields, after: Fields) => Fields,
  isKept: (one: Fields) => boolean,
): Fields[] {
  const left = new Map(wanted.map((one) => [keyOf(one), one]))
  const merged = present.flatMap((before) => {
    const after = left.get(keyOf(before))
    if (!after) return isKept(before) ? [before] : []
    left.delete(keyOf(before))
    return [merge(before, after)]
  })
  return [...merged, ...left.values()]
}
