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
export function replaced(current: Fields, changes: Fields): Fields {
  const replacements = Object.entries(changes).flatMap(([name, value]) => {
    if (!isEmpty(value)) return [[name, value]]
    return name in current && isEmpty(current[name]) ? [[name, current[name]]] : []
  })
  return { ...without(current, ...Object.keys(changes)), ...Object.fromEntries(replacements) }
}

/** Whether two values of the API server are equal, regardless of the order of fields. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => isEqual(value, b[index]))
  }
  if (!isFields(a) || !isFields(b)) return Object.is(a, b)
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => isEqual(a[name], b[name]))
}

/**
 * Merges two lists by key, in the order of `current`: drops missing entries unless `isKept`, and
 * appends new ones.
 */
export function inPresentOrder(
  current: readonly Fields[],
  desired: readonly Fields[],
  keyOf: (item: Fields) => string,
  merge: (before: Fields, after: Fields) => Fields,
  isKept: (item: Fields) => boolean,
): Fields[] {
  const unmatched = new Map(desired.map((item) => [keyOf(item), item]))
  const merged = current.flatMap((before) => {
    const after = unmatched.get(keyOf(before))
    if (!after) return isKept(before) ? [before] : []
    unmatched.delete(keyOf(before))
    return [merge(before, after)]
  })
  return [...merged, ...unmatched.values()]
}
