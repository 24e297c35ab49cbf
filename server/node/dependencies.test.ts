import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'

const root = path.resolve(import.meta.dirname, '../..')

/** All packages that the server imports (docs/security.md, point 19). */
const direct = [
  ...['@kubernetes/client-node', '@remix-run/multipart-parser'],
  ...['@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
  ...['fresh', 'jose', 'kysely', 'libsql', 'negotiator', 'openid-client', 'pg', 're2js', 'undici'],
  ...['yaml', 'zod'],
]

/** Dependencies of the Kubernetes client, which is loaded only with a kubeconfig. */
const ofKubernetes = [
  '@exodus/bytes',
  '@jsep-plugin/assignment',
  '@jsep-plugin/regex',
  '@types/js-yaml',
  '@types/node',
  '@types/node-fetch',
  '@types/stream-buffers',
  'agent-base',
  'argparse',
  'asynckit',
  'b4a',
  'bare-buffer',
  'bare-events',
  'bare-fs',
  'bare-path',
  'bare-stream',
  'bare-url',
  'combined-stream',
  'debug',
  'delayed-stream',
  'end-of-stream',
  'events-universal',
  'fast-fifo',
  'form-data',
  'hpagent',
  'ip-address',
  'isomorphic-ws',
  'js-yaml',
  'jsep',
  'jsonpath-plus',
  'mime-db',
  'mime-types',
  'ms',
  'node-fetch',
  'once',
  'pump',
  'punycode',
  'rfc4648',
  'smart-buffer',
  'socks',
  'socks-proxy-agent',
  'stream-buffers',
  'streamx',
  'tar-fs',
  'tar-stream',
  'teex',
  'text-decoder',
  'tr46',
  'undici-types',
  'webidl-conversions',
  'whatwg-url',
  'wrappy',
  'ws',
]

/** Dependencies of these packages. */
const indirect = [
  ...ofKubernetes,
  ...['@remix-run/headers', '@zxcvbn-ts/dictionary-compression', 'fastest-levenshtein'],
  ...['@libsql/*', '@neon-rs/load', 'content-type', 'detect-libc', 'oauth4webapi'],
  ...[
    'pg-cloudflare',
    'pg-connection-string',
    'pg-int8',
    'pg-pool',
    'pg-protocol',
    'pg-types',
    'pgpass',
  ],
  ...['postgres-array', 'postgres-bytea', 'postgres-date', 'postgres-interval', 'split2', 'xtend'],
]

const names = z.optional(z.record(z.string(), z.string()))
const manifest = z.object({ dependencies: names, devDependencies: names })
const installed = z.object({
  version: z.optional(z.string()),
  integrity: z.optional(z.string()),
  hasInstallScript: z.optional(z.boolean()),
  dependencies: names,
  optionalDependencies: names,
})
const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'))
const { dependencies = {}, devDependencies = {} } = z.parse(manifest, read('package.json'))
const lock = z.parse(
  z.object({ packages: z.record(z.string(), installed) }),
  read('package-lock.json'),
)
const at = (name: string) => lock.packages[`node_modules/${name}`]

const filesOf = (folder: string) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8'))

/**
 * Matches `import … from 'x'` (its last line, if it has several), `import 'x'` and `import('x')`.
 */
const imports = /(?:^(?:(?:import|export|\})[^'\n]* from|import) |\bimport\()'([^']+)'/gm

const packageOf = (specifier: string) =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

it('the server imports only the listed packages', () => {
  const folders = ['wire', 'proxy', 'cloud', 'store', 'node'].map((name) => `server/${name}`)
  const imported = [...folders, 'src/contract']
    .flatMap(filesOf)
    .flatMap((text) => [...text.matchAll(imports)].map(([, specifier = '']) => specifier))
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map(packageOf)
  expect([...new Set(imported)].toSorted()).toEqual(direct)
})

it("the server's packages depend only on the listed packages", () => {
  const visited = new Set<string>()
  const follow = (name: string) => {
    if (visited.has(name)) return
    const lockedPackage = at(name)
    if (!lockedPackage) throw new Error(`${name} is not in the lock file at the top`)
    visited.add(name)
    for (const next of Object.keys({
      ...lockedPackage.dependencies,
      ...lockedPackage.optionalDependencies,
    }))
      follow(next)
  }
  for (const name of direct) follow(name)
  const transitive = [...visited]
    .filter((name) => !direct.includes(name))
    .map((name) => name.replace(/^@libsql\/.*/, '@libsql/*'))
  expect([...new Set(transitive)].toSorted()).toEqual(indirect.toSorted())
})

it('every package is pinned to a version and has an integrity hash', () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    expect(at(name)?.version, name).toBe(version)
  }
  for (const name of direct) expect(Object.keys(dependencies)).toContain(name)
  const { '': own, ...others } = lock.packages
  expect(own?.dependencies).toEqual(dependencies)
  for (const [name, value] of Object.entries(others)) {
    expect(value.integrity, name).toMatch(/^sha512-/)
  }
})
