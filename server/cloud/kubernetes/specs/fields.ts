import { isFields } from '../../../../src/contract/fields'

export type Fields = Record<string, unknown>

/** The value if it is an object, otherwise an empty object. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The objects in a list; empty if the value is not a list. */
export const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : []

export const without = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

const isEmpty = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length === 0
  return isFields(value) ? Object.keys(value).length === 0 : value === undefined
}

/**
 * The present fields with some replaced: an empty value removes a field. A field that is already
 * empty stays, because the API server distinguishes `securityContext: {}` from an absent field.
 */
export function replaced(present: Fields, changes: Fields): Fields {
  const replacements = Object.entries(changes).flatMap(([name, value]) => {
    if (!isEmpty(value)) return [[name, value]]
    return name in present && isEmpty(present[name]) ? [[name, present[name]]] : []
  })
  return { ...without(present, ...Object.keys(changes)), ...Object.fromEntries(replacements) }
}

/** Whether two values of the API server are equal, regardless of the order of fields. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isEqual(value, other[index]))
  }
  if (!isFields(one) || !isFields(other)) return Object.is(one, other)
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isEqual(one[name], other[name]))
}

/**
 * Merges two lists by key, in the order of `present`: drops missing entries unless `isKept`, and
 * appends new ones.
 */
export function inPresentOrder(
  present: readonly Fields[],
  wanted: readonly Fields[],
  keyOf: (one: Fields) => string,
  merge: (before: Fields, after: Fields) => Fields,
  isKept: (one: Fields) => boolean,
): Fields[] {
  const unmatched = new Map(wanted.map((one) => [keyOf(one), one]))
  const merged = present.flatMap((before) => {
    const after = unmatched.get(keyOf(before))
    if (!after) return isKept(before) ? [before] : []
    unmatched.delete(keyOf(before))
    return [merge(before, after)]
  })
  return [...merged, ...unmatched.values()]
}
