import { isFields } from '../fields'

/** A text in nested values, with its wire path. */
export interface Text {
  path: string
  text: string
}

const join = (path: string, name: string | number) => (path === '' ? `${name}` : `${path}.${name}`)

/** Changes the texts in nested values. */
export function mapTexts(value: unknown, change: (text: Text) => string, path = ''): unknown {
  if (typeof value === 'string') return change({ path, text: value })
  if (Array.isArray(value)) return value.map((one, at) => mapTexts(one, change, join(path, at)))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapTexts(one, change, join(path, name))]),
  )
}

/** The texts in nested values, in order. */
export function textsIn(value: unknown): Text[] {
  const all: Text[] = []
  mapTexts(value, (one) => {
    all.push(one)
    return one.text
  })
  return all
}
