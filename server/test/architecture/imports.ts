import fs from 'node:fs'
import path from 'node:path'

export const repository = path.resolve(import.meta.dirname, '../../..')

export interface Source {
  /** Path from the repository's root, with slashes. */
  name: string
  text: string
}

export interface Import {
  /** As written, e.g. `../ports`. */
  specifier: string
  isTypeOnly: boolean
}

/** Source files below some folders; tests are not part of the structure. */
export const sourcesBelow = (...folders: readonly string[]): Source[] =>
  folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
      .filter((name) => /\.tsx?$/.test(name) && !/\.(test|config|d)\.tsx?$/.test(name))
      .map((name) => ({ name, text: fs.readFileSync(path.join(repository, name), 'utf8') })),
  )

const statement = /^\s*(import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+'([^']+)'/gm
const sideEffect = /^\s*import\s+'([^']+)'/gm
const dynamicImport = /\bimport\(\s*'([^']+)'/g

/** Everything that a source imports: statements, re-exports and dynamic imports. */
export function importsOf({ text }: Pick<Source, 'text'>): Import[] {
  const statements = [...text.matchAll(statement)].map(([, , type, specifier = '']) => ({
    specifier,
    isTypeOnly: type !== undefined,
  }))
  const otherImports = [...text.matchAll(sideEffect), ...text.matchAll(dynamicImport)].map(
    ([, specifier = '']) => ({ specifier, isTypeOnly: false }),
  )
  return [...statements, ...otherImports]
}

/**
 * Path from the repository's root, without extension, of a relative import; undefined for a
 * package.
 */
export const pathOf = (
  from: string,
  { specifier }: Pick<Import, 'specifier'>,
): string | undefined =>
  specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(from), specifier).replace(/\.tsx?$/, '')
    : undefined

/** The files that each file imports; an import of a folder refers to the folder's index file. */
export function graphOf(sources: readonly Source[]): Map<string, string[]> {
  const byPath = new Map(sources.map(({ name }) => [name.replace(/\.tsx?$/, ''), name]))
  const findFile = (target: string) => byPath.get(target) ?? byPath.get(`${target}/index`)
  return new Map(
    sources.map((source) => [
      source.name,
      importsOf(source).flatMap((imported) => {
        const target = pathOf(source.name, imported)
        const found = target === undefined ? undefined : findFile(target)
        return found === undefined ? [] : [found]
      }),
    ]),
  )
}

/**
 * Strongly connected components of more than one file, by Tarjan's algorithm, and files that import
 * themselves.
 */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const lowLink = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[][] = []
  const lowOf = (name: string) => lowLink.get(name) ?? Number.POSITIVE_INFINITY

  function visit(name: string): void {
    const ownIndex = index.size
    index.set(name, ownIndex)
    lowLink.set(name, ownIndex)
    stack.push(name)
    for (const next of graph.get(name) ?? []) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) lowLink.set(name, Math.min(lowOf(name), lowOf(next)))
    }
    if (lowLink.get(name) !== ownIndex) return
    const component = stack.splice(stack.indexOf(name))
    const isSelf = graph.get(name)?.includes(name) ?? false
    if (component.length > 1 || isSelf) cycles.push(component.toSorted())
  }

  for (const name of graph.keys()) if (!index.has(name)) visit(name)
  return cycles
}
