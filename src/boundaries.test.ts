import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Layers from the bottom up: each may import itself and the layers before it. */
const layers: readonly string[] = [
  'contract',
  'browser',
  'i18n',
  'api',
  'ui',
  'areas',
  'shell',
  '.',
]

const root = import.meta.dirname

const imports = /((?:import|export)\s[^'"]*?from|import\()\s*'(\.[^']+)'/g

interface Source {
  /** Path from src. */
  name: string
  text: string
}

const sources = (): Source[] =>
  fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|^test\//.test(name))
    .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }))

const layerOf = (name: string) => (name.includes('/') ? (name.split('/')[0] ?? '.') : '.')

/** A message for each import of a higher layer or of another area. */
function violations({ name, text }: Source): string[] {
  const problems: string[] = []
  for (const [, clause = '', target = ''] of text.matchAll(imports)) {
    const targetName = path.posix.normalize(path.posix.join(path.posix.dirname(name), target))
    const [ownLayer, targetLayer] = [layerOf(name), layerOf(targetName)]
    const rank = (layer: string) => layers.indexOf(layer)
    const isUp = rank(targetLayer) > rank(ownLayer)
    const isAcross =
      ownLayer === 'areas' &&
      targetLayer === 'areas' &&
      name.split('/')[1] !== targetName.split('/')[1]
    // Its types cost nothing; its values would load every schema with the page.
    const isContractRoot =
      (targetName === 'contract' || targetName === 'contract/index') &&
      !clause.startsWith('import type')
    if (isUp || isAcross || isContractRoot) problems.push(`${name} imports ${targetName}`)
  }
  if (name !== 'api/client/call.ts' && /\bfetch\(/.test(text)) problems.push(`${name} fetches`)
  // Storage may be full or forbidden; the module works without it.
  if (name !== 'browser/storage.ts' && /\b(local|session)Storage\b/.test(text)) {
    problems.push(`${name} uses storage`)
  }
  // Names are encoded and decoded in one place, once.
  if (!/^(api\/session\/paths|api\/client\/console)\.ts$/.test(name)) {
    if (/\b(useParams\(|(en|de)codeURIComponent\()/.test(text))
      problems.push(`${name} codes a name`)
    if (/`\/(clusters|registry|triggers|audit)\/\$\{/.test(text))
      problems.push(`${name} builds a path`)
  }
  // The browser's clock may be wrong; the module follows the server's.
  if (name !== 'browser/clock.ts' && /\bDate\.now\(|\bnew Date\(\)/.test(text)) {
    problems.push(`${name} reads the browser's clock`)
  }
  // Local time has one module, which is right on every change of the clock.
  const isLocalTime =
    /getTimezoneOffset|DateTimeFormat|\.[gs]et(Hours|Minutes|Date|Day|Month|FullYear)\(/
  if (!name.startsWith('i18n/time/') && isLocalTime.test(text)) {
    problems.push(`${name} computes local time`)
  }
  if (name !== 'ui/forms/LocalTimeInput.tsx' && /datetime-local/.test(text)) {
    problems.push(`${name} has an input for local time of its own`)
  }
  // Mantine's input drops characters, which changes the entered number.
  if (/<NumberInput\b/.test(text)) problems.push(`${name} uses NumberInput instead of NumberField`)
  return problems
}

describe('layers of the application', () => {
  it('import only lower layers, no other area, and not the whole contract', () => {
    const allSources = sources()
    expect(allSources.length).toBeGreaterThan(80)
    expect(
      allSources.flatMap(violations).filter((value) => !value.startsWith('contract/')),
    ).toEqual([])
  })

  it('include no forbidden import of a planted source', () => {
    const planted = (name: string, text: string) => violations({ name, text })
    expect(planted('ui/Bad.tsx', "import { a } from '../areas/services/a'")).toHaveLength(1)
    expect(planted('areas/a/Bad.tsx', "import { a } from '../b/a'")).toHaveLength(1)
    expect(planted('areas/a/Bad.tsx', "import { a } from '../../contract'")).toHaveLength(1)
    expect(
      planted('areas/a/Good.tsx', "import type { ActionName } from '../../contract/index'"),
    ).toEqual([])
    expect(planted('ui/Bad.tsx', "fetch('/api')")).toHaveLength(1)
    expect(planted('ui/Bad.ts', "localStorage.getItem('a')")).toHaveLength(1)
    expect(planted('ui/Bad.tsx', '<NumberInput />')).toHaveLength(1)
    expect(planted('ui/Bad.tsx', 'const { id } = useParams()')).toHaveLength(1)
    expect(planted('ui/Bad.tsx', 'const to = `/triggers/$' + '{name}`')).toHaveLength(1)
    expect(planted('areas/a/Bad.ts', 'const now = Date.now()')).toHaveLength(1)
    expect(planted('areas/a/Bad.ts', 'const now = new Date()')).toHaveLength(1)
    expect(planted('ui/Bad.ts', 'const hour = new Date(at).getHours()')).toHaveLength(1)
    expect(planted('ui/Bad.ts', "new Intl.DateTimeFormat('en')")).toHaveLength(1)
    expect(planted('ui/Bad.tsx', '<input type="datetime-local" />')).toHaveLength(1)
    expect(planted('areas/a/Good.tsx', "import { a } from '../../ui/a'")).toEqual([])
  })
})
