const keyOf = (name: string) => `gantry-columns-${name}`

/** Columns last chosen in this browser for the table with this name. */
export function savedColumns(name: string): readonly string[] | undefined {
  return localStorage.getItem(keyOf(name))?.split(',')
}

export function saveColumns(name: string, ids: readonly string[]): void {
  localStorage.setItem(keyOf(name), ids.join(','))
}
