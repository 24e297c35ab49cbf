import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, pathOf, repository, type Source, sourcesBelow } from './imports'

interface Layer {
  folder: string
  /** Layers that this layer may import, in addition to itself. */
  below: readonly string[]
  /** Whether the layer may import Node's built-in modules. */
  isNode: boolean
}

const base = ['src/contract', 'server/wire']

/** More specific folders come first: a file belongs to the first layer whose folder it is in. */
const layers: readonly Layer[] = [
  { folder: 'src/contract', below: [], isNode: false },
  { folder: 'server/wire', below: ['src/contract'], isNode: false },
  { folder: 'server/proxy', below: base, isNode: false },
  // The suite imports no endpoint, because it must be able to check any endpoint by its responses.
  { folder: 'server/conformance', below: base, isNode: true },
  // The endpoint depends on no backend, so that another backend can replace the simulation.
  { folder: 'server/cloud/endpoint', below: [...base, 'server/cloud'], isNode: false },
  {
    folder: 'server/cloud/simulation',
    below: [...base, 'server/cloud', 'server/cloud/endpoint'],
    isNode: false,
  },
  {
    folder: 'server/cloud/kubernetes',
    below: [...base, 'server/cloud', 'server/cloud/endpoint'],
    isNode: false,
  },
  // Contains only modules that the endpoint shares with its backends.
  { folder: 'server/cloud', below: base, isNode: false },
  // The store implements the proxy's ports, and imports nothing else of the proxy.
  { folder: 'server/store', below: ['src/contract', 'server/proxy'], isNode: true },
  {
    folder: 'server/node',
    below: [
      ...base,
      'server/proxy',
      'server/cloud',
      'server/cloud/endpoint',
      'server/cloud/simulation',
      'server/cloud/kubernetes',
      'server/store',
    ],
    isNode: true,
  },
]

/** The store may import the ports of the proxy, which it implements, but no code. */
const isHiddenFromStore = (source: string, target: string) =>
  source.startsWith('server/store/') && /^server\/proxy\/(?!(.*\/)?ports$)/.test(target)

const layerOf = (name: string) => layers.find(({ folder }) => name.startsWith(`${folder}/`))

function violations(source: Source): string[] {
  const layer = layerOf(source.name)
  if (!layer) return []
  const allowed = [layer.folder, ...layer.below]
  return importsOf(source).flatMap((imported) => {
    const target = pathOf(source.name, imported)
    const isAllowed =
      target === undefined
        ? layer.isNode || !imported.specifier.startsWith('node:')
        : allowed.includes(layerOf(target)?.folder ?? '') && !isHiddenFromStore(source.name, target)
    return isAllowed ? [] : [`${source.name} imports ${target ?? imported.specifier}`]
  })
}

const planted = (name: string, specifier: string) =>
  violations({ name, text: `import type { one } from '${specifier}'` })

describe('layers of the server', () => {
  it('import only lower layers', () => {
    const sources = sourcesBelow('src/contract', 'server')
    expect(sources.filter(({ name }) => layerOf(name)).length).toBeGreaterThan(300)
    expect(sources.flatMap(violations)).toEqual([])
  })

  it.each([
    ['src/contract/rules/bad.ts', '../../api/client/call'],
    ['src/contract/rules/bad.ts', '../../../server/wire/codes'],
    ['server/wire/bad.ts', '../proxy/ports'],
    ['server/wire/bad.ts', 'node:crypto'],
    ['server/conformance/checks/bad.ts', '../../cloud/kubernetes/unavailable'],
    ['server/proxy/calls/bad.ts', 'node:fs'],
    ['server/proxy/calls/bad.ts', '../../cloud/endpoint/endpoint'],
    ['server/proxy/calls/bad.ts', '../../store/schema'],
    ['server/proxy/calls/bad.ts', '../../../src/api/client/call'],
    ['server/cloud/bad.ts', './simulation/ports'],
    ['server/cloud/endpoint/bad.ts', '../../proxy/ports'],
    ['server/cloud/endpoint/bad.ts', '../simulation/ports'],
    ['server/cloud/simulation/bad.ts', '../../store/schema'],
    ['server/cloud/simulation/bad.ts', 'node:timers'],
    ['server/cloud/simulation/bad.ts', '../kubernetes/ports'],
    ['server/cloud/kubernetes/cache/bad.ts', '../../simulation/ports'],
    ['server/cloud/kubernetes/bad.ts', '../../node/log'],
    ['server/cloud/kubernetes/bad.ts', 'node:https'],
    ['server/store/tables/bad.ts', '../../proxy/access/scope'],
    ['server/node/start/bad.ts', '../../browser/main'],
  ])('%s must not import %s', (name, specifier) => {
    expect(planted(name, specifier)).toHaveLength(1)
  })

  it.each([
    ['server/proxy/calls/good.ts', '../../wire/codes'],
    ['server/cloud/endpoint/good.ts', '../backend'],
    ['server/cloud/simulation/good.ts', '../backend'],
    ['server/store/tables/good.ts', 'node:path'],
    ['server/store/tables/good.ts', '../../proxy/ports'],
    ['server/store/tables/good.ts', '../../proxy/users/ports'],
    ['server/node/start/good.ts', '../../store/schema'],
    ['server/wire/good.ts', 'zod/mini'],
  ])('%s may import %s', (name, specifier) => {
    expect(planted(name, specifier)).toEqual([])
  })
})

describe('the TypeScript projects', () => {
  const json = (name: string): { references?: { path: string }[]; compilerOptions?: object } =>
    JSON.parse(fs.readFileSync(path.join(repository, name, 'tsconfig.json'), 'utf8'))

  it.each(
    layers.filter(({ folder }) => fs.existsSync(path.join(repository, folder, 'tsconfig.json'))),
  )('$folder refers to no layer above it', ({ folder, below, isNode }) => {
    const { references = [], compilerOptions } = json(folder)
    const targets = references.map((reference) => path.posix.join(folder, reference.path))
    expect(targets.filter((target) => !below.includes(target))).toEqual([])
    expect(compilerOptions).toMatchObject({ types: isNode ? ['node'] : [] })
  })
})
