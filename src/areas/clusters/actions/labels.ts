export interface LabelRow {
  key: string
  value: string
}

export interface LabelChange {
  key: string
  kind: 'added' | 'changed' | 'removed'
  before?: string | undefined
  after?: string | undefined
}

export const rowsOf = (labels: Readonly<Record<string, string>> | undefined): LabelRow[] =>
  Object.entries(labels ?? {})
    .map(([key, value]) => ({ key, value }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))

/** Diff of the labels: the sent list replaces all existing ones. */
export function changesOf(
  before: Readonly<Record<string, string>> | undefined,
  rows: readonly LabelRow[],
): LabelChange[] {
  const oldValues = new Map(Object.entries(before ?? {}))
  const newValues = new Map(
    rows.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]),
  )
  const changes: LabelChange[] = []
  for (const [key, after] of newValues) {
    const was = oldValues.get(key)
    if (!oldValues.has(key)) changes.push({ key, kind: 'added', after })
    else if (was !== after) changes.push({ key, kind: 'changed', before: was, after })
  }
  for (const [key, was] of oldValues)
    if (!newValues.has(key)) changes.push({ key, kind: 'removed', before: was })
  return changes
}
