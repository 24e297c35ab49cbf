import path from 'node:path'
import { expect, it } from 'vitest'
import { sourcesBelow } from './imports'

const maxFiles = 16

/** Folders allowed to have more source files, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'server/store/migrations': 'one file for each migration',
}

/** Folders with too many source files, tests and CSS not counted. */
function largeFolders(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of names) {
    const folder = path.posix.dirname(name)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > maxFiles).map(([folder]) => folder)
}

it('no folder has more than sixteen source files', () => {
  const matches = largeFolders(sourcesBelow('src', 'server').map(({ name }) => name))
  expect(matches.filter((folder) => !Object.hasOwn(exceptions, folder))).toEqual([])
})

it('every exception is still needed', () => {
  const matches = largeFolders(sourcesBelow('src', 'server').map(({ name }) => name))
  expect(Object.keys(exceptions).filter((folder) => !matches.includes(folder))).toEqual([])
})

it('a folder with seventeen files is found', () => {
  const names = Array.from({ length: 17 }, (_, index) => `src/ui/big/file${index}.ts`)
  expect(largeFolders(names)).toEqual(['src/ui/big'])
  expect(largeFolders(names.slice(1))).toEqual([])
})
