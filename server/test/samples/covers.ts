const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

/**
 * The differences of a response from a sample: missing fields and other JSON types. Where the
 * sample has null, any value matches; where it has a list or map with items, the response needs at
 * least one.
 */
export function shortfalls(sample: unknown, answer: unknown, path = ''): string[] {
  const at = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`)
  if (sample === null) return []
  if (kindOf(sample) !== kindOf(answer)) {
    return [`${path} is ${kindOf(answer)}, in the sample ${kindOf(sample)}`]
  }
  if (Array.isArray(sample) && Array.isArray(answer)) {
    const items: unknown[] = answer
    if (sample.length > 0 && items.length === 0) return [`${path} is empty`]
    return items.flatMap((item, index) => shortfalls(sample[0], item, at(index)))
  }
  if (!isFields(sample) || !isFields(answer)) return []
  return Object.entries(sample).flatMap(([name, value]) =>
    Object.hasOwn(answer, name)
      ? shortfalls(value, answer[name], at(name))
      : [`${at(name)} is missing`],
  )
}
