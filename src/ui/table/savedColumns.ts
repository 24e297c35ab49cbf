import { store, stored } from '../../browser/storage'

const keyOf = (name: string) => `gantry-columns-${name}`

/** Returns the columns last chosen in this browser for the table with this name. */
export function savedColumns(name: string): readonly string[] | undefined {
  return stored(keyOf(name))?.split(',')
}

export function saveColumns(name: string, ids: readonly string[]): void {
  store(keyOf(name), ids.join(','))
}
