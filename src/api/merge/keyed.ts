/** Key fields of list entries, by list name. */
const keyFields: Readonly<Record<string, (entry: Record<string, unknown>) => unknown>> = {
  containers: (container) => container.containerName,
  volumes: (volume) => volume.name,
  envs: (variable) => variable.name,
  healthCheck: (check) => check.type,
  volumeMounts: (mount) => mount.mountPath,
  portMappings: (mapping) => `${String(mapping.lbPort)}/${String(mapping.protocol)}`,
  labels: (label) => label.key,
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
  const entries = list.filter(isFields).map((item) => [String(key(item) ?? ''), item] as const)
  const map = new Map(entries)
  return map.size === list.length ? map : undefined
}

/**
 * Whether two values are equal on the wire, where absent, undefined and empty lists are the same.
 */
export function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (Array.isArray(left) || Array.isArray(right)) {
    const [a, b] = [left ?? [], right ?? []]
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((value, index) => isSame(value, b[index]))
  }
  if (!isFields(left) || !isFields(right)) return false
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => isSame(left[name], right[name]))
}
