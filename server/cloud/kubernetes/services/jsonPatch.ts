import type { StatusError } from '../client/status'

export const jsonPatch = 'application/json-patch+json'

interface Operation {
  op: 'test' | 'add' | 'remove' | 'replace'
  path: string
  value?: unknown
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * Changes single annotations; undefined removes one. Tests their present values, so that a
 * concurrent change of the same annotation is not lost, and leaves all others alone.
 */
export function annotationOperations(
  present: Readonly<Record<string, string>> | undefined,
  changes: Readonly<Record<string, string | undefined>>,
): Operation[] {
  const changed = Object.entries(changes).filter(([name, value]) => present?.[name] !== value)
  if (changed.length === 0) return []
  const operations = changed.flatMap(([name, value]): Operation[] => {
    const path = `/metadata/annotations/${escaped(name)}`
    const before = present?.[name]
    return [
      ...(before === undefined ? [] : [{ op: 'test' as const, path, value: before }]),
      value === undefined ? { op: 'remove', path } : { op: 'add', path, value },
    ]
  })
  if (present) return operations
  return [
    { op: 'test', path: '/metadata/annotations', value: null },
    { op: 'add', path: '/metadata/annotations', value: {} },
    ...operations,
  ]
}

/**
 * Whether a JSON Patch failed at its `test` operation; the message of an invalid spec names the
 * field instead.
 */
export const isFailedTest = ({ status, message }: StatusError): boolean =>
  status === 422 && /^the server rejected our request due to an error in our request/.test(message)
