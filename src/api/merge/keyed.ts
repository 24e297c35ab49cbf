/** Key fields of list entries, by list name. */
const keyFields: Readonly<Record<string, (entry: Record<string, unknown>) => unknown>> = {
  containers: (one) => one.containerName,
  volumes: (one) => one.name,
  envs: (one) => one.name,
  healthCheck: (one) => one.type,
  volumeMounts: (one) => one.mountPath,
  portMappings: (one) => `${String(one.lbPort)}/${String(one.protocol)}`,
  labels: (one) => one.key,
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Returns a list's entries by key. Undefined for lists without key fields or with duplicate keys,
 * which can only be compared as a whole.
 */
export function entriesByKey(name: string, value: unknown): Map<string, Fields> | undefined {
  const key = Object.hasOwn(keyFields, name) ? keyFields[name] : undefined
  if (!key || !(value === undefined || Array.isArray(value))) return undefined
  const list: unknown[] = value ?? []
  const entries = list.filter(isFields).map((one) => [String(key(one) ?? ''), one] as const)
  const map = new Map(entries)
  return map.size === list.length ? map : undefined
}

/**
 * Whether two values are equal on the wire, where absent, undefined and empty lists are the same.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) || Array.isArray(other)) {
    const [a, b] = [one ?? [], other ?? []]
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((value, index) => isSame(value, b[index]))
  }
  if (!isFields(one) || !isFields(other)) return false
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isSame(one[name], other[name]))
}
