import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const script = `
  import { isInstalled } from './scripts/lib/installed.mjs'
  console.log(JSON.parse(process.argv[1]).map(([lock, record]) => isInstalled(lock, record)))`

type Packages = Readonly<Record<string, object>>

/** The script's results for pairs of a lock file and npm's record of node_modules. */
function results(...pairs: readonly (readonly [lock: Packages, record: Packages | undefined])[]) {
  const files = pairs.map(([lock, record]) => [{ packages: lock }, record && { packages: record }])
  const args = ['--input-type=module', '-e', script, JSON.stringify(files)]
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).match(/true|false/g)
}

const a = { version: '1.0.0', integrity: 'sha512-a' }
const lock = {
  '': { name: 'gantry' },
  'node_modules/a': a,
  'node_modules/other-platform': { ...a, optional: true },
}

it('installs nothing again after npm ci of the same lock file', () => {
  expect(results([lock, { 'node_modules/a': a }])).toEqual(['true'])
})

it('installs again if a package is absent, of another version or content, or no longer wanted', () => {
  expect(
    results(
      [lock, undefined],
      [lock, {}],
      [lock, { 'node_modules/a': { ...a, version: '1.0.1' } }],
      [lock, { 'node_modules/a': { ...a, integrity: 'sha512-b' } }],
      [lock, { 'node_modules/a': a, 'node_modules/b': a }],
    ),
  ).toEqual(['false', 'false', 'false', 'false', 'false'])
})
