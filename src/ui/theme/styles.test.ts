import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const sheets = join(root, 'node_modules/@mantine/core/styles')

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))

/** The Mantine components in use that have a style sheet. */
const used = new Set(
  sources
    .flatMap((source) => [...source.matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)])
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => existsSync(join(sheets, `${name}.layer.css`))),
)

const imported = new Set(
  [
    ...readFileSync(join(root, 'src/ui/theme/styles.ts'), 'utf8').matchAll(
      /styles\/(\w+)\.layer\.css/g,
    ),
  ].map(([, name]) => name),
)

describe('Mantine’s style sheets', () => {
  it('are loaded for each component in use', () => {
    expect([...used]).toEqual(expect.arrayContaining(['Button', 'Menu', 'AppShell']))
    expect([...used].filter((name) => !imported.has(name))).toEqual([])
  })
})
