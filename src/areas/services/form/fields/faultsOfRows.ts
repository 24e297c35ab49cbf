import type { FormErrors } from '@mantine/form'

/** The errors of each row of a list, by index and as one text, to compare them. */
export function faultsOfRows(errors: FormErrors, path: string): ReadonlyMap<number, string> {
  const textsByRow = new Map<number, string>()
  for (const [key, fault] of Object.entries(errors)) {
    if (!fault || !key.startsWith(`${path}.`)) continue
    const index = Number.parseInt(key.slice(path.length + 1), 10)
    textsByRow.set(index, `${textsByRow.get(index) ?? ''}${key} ${String(fault)}\n`)
  }
  return textsByRow
}
