import { readStored, writeStored } from '../../browser/storage'

const keyOf = (name: string) => `gantry-columns-${name}`

/** Returns the columns last chosen in this browser for the table with this name. */
export function savedColumns(name: string): readonly string[] | undefined {
  return readStored(keyOf(name))?.split(',')
}

export function saveColumns(name: string, ids: readonly string[]): void {
  writeStored(keyOf(name), ids.join(','))
}
