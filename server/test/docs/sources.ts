import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

export interface Source {
  /** Path from the root of the repository. */
  name: string
  text: string
}

const skipped = new Set(['.cache', '.git', 'data', 'dist', 'node_modules'])

function* namesBelow(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.posix.join(folder, entry.name)
    if (entry.isFile()) yield name
    else if (entry.isDirectory() && !skipped.has(entry.name)) yield* namesBelow(name)
  }
}

/** Every file of the repository, including fixtures and pictures. */
export const fileNames: readonly string[] = [...namesBelow('.')].sort()

const files = new Set(fileNames)
const folders = new Set(fileNames.flatMap((name) => ancestors(name)))

function ancestors(name: string): string[] {
  const parent = path.posix.dirname(name)
  return parent === '.' ? [] : [parent, ...ancestors(parent)]
}

/** Whether a file or folder exists, by its path from the root of the repository. */
export const exists = (name: string): boolean => {
  const pathWithoutSlash = name.replace(/\/$/, '')
  return files.has(pathWithoutSlash) || folders.has(pathWithoutSlash)
}

const baseNames = new Set(fileNames.map((name) => path.posix.basename(name)))
export const hasBaseName = (name: string): boolean => baseNames.has(name)

export const readSource = (name: string): Source => ({
  name,
  text: fs.readFileSync(path.join(root, name), 'utf8'),
})

/** Files whose names match, without those of this folder, which quote the refused words. */
export const sourcesOf = (pattern: RegExp): Source[] =>
  fileNames
    .filter((name) => pattern.test(name) && !name.startsWith('server/test/docs/'))
    .map(readSource)
