import { isFields } from '../fields'

/** A string in nested values, with its wire path. */
export interface NestedText {
  path: string
  text: string
}

const join = (path: string, name: string | number) => (path === '' ? `${name}` : `${path}.${name}`)

/** Replaces the strings in nested values. */
export function mapTexts(value: unknown, change: (text: NestedText) => string, path = ''): unknown {
  if (typeof value === 'string') return change({ path, text: value })
  if (Array.isArray(value)) return value.map((item, at) => mapTexts(item, change, join(path, at)))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, mapTexts(child, change, join(path, name))]),
  )
}

/** Returns the strings in nested values, in order. */
export function textsIn(value: unknown): NestedText[] {
  const nestedTexts: NestedText[] = []
  mapTexts(value, (text) => {
    nestedTexts.push(text)
    return text.text
  })
  return nestedTexts
}
