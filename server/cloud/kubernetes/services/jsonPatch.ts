import type { StatusError } from '../client/status'
import { type Fields, isEqual } from '../specs/fields'

export const jsonPatch = 'application/json-patch+json'

interface Operation {
  op: 'test' | 'add' | 'remove' | 'replace'
  path: string
  value?: unknown
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * Changes single annotations; an undefined value removes the annotation. Tests the present values,
 * so that a concurrent change of the same annotation is not lost. Other annotations stay.
 */
export function annotationOperations(
  current: Readonly<Record<string, string>> | undefined,
  changes: Readonly<Record<string, string | undefined>>,
): Operation[] {
  const changedEntries = Object.entries(changes).filter(
    ([name, value]) => current?.[name] !== value,
  )
  if (changedEntries.length === 0) return []
  const operations = changedEntries.flatMap(([name, value]): Operation[] => {
    const path = `/metadata/annotations/${escaped(name)}`
    const presentValue = current?.[name]
    return [
      ...(presentValue === undefined ? [] : [{ op: 'test' as const, path, value: presentValue }]),
      value === undefined ? { op: 'remove', path } : { op: 'add', path, value },
    ]
  })
  if (current) return operations
  return [
    { op: 'test', path: '/metadata/annotations', value: null },
    { op: 'add', path: '/metadata/annotations', value: {} },
    ...operations,
  ]
}

/**
 * Replaces the fields of a spec that differ, and tests their present values: a concurrent change of
 * the same fields fails the patch, and changes of other fields stay.
 */
export function specOperations(current: Fields, desired: Fields): Operation[] {
  const names = new Set([...Object.keys(current), ...Object.keys(desired)])
  return [...names]
    .filter((name) => !isEqual(current[name], desired[name]))
    .flatMap((name): Operation[] => {
      const path = `/spec/${escaped(name)}`
      const value = desired[name]
      if (current[name] === undefined) return [{ op: 'add', path, value }]
      return [
        { op: 'test', path, value: current[name] },
        value === undefined ? { op: 'remove', path } : { op: 'replace', path, value },
      ]
    })
}

/**
 * Whether a JSON Patch failed at its `test` operation; the message of an invalid spec names the
 * field instead.
 */
export const isFailedTest = ({ status, message }: StatusError): boolean =>
  status === 422 && /^the server rejected our request due to an error in our request/.test(message)
