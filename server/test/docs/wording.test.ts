import { describe, expect, it } from 'vitest'
import { proseOfCode, proseOfPage } from './prose'
import { readSource, type Source, sourcesOf } from './sources'

/** Words that docs/writing.md, rule 9, forbids. */
const refusedPhrases = [
  'deed',
  'deeds',
  'whoever',
  'somebody',
  'sights',
  'whose turn',
  'the one that',
  'had back',
]
const refusedPattern = new RegExp(
  `\\b(?:${refusedPhrases.join('|').replaceAll(' ', '\\s+(?:\\*\\s+)?')})\\b`,
  'gi',
)

/** Public names of 0.1 that 0.2 still supports: a route and a field. */
const deprecated = /\/api\/deeds|^'deeds'$/g

/** `<file>:<line> <word>` for each refused word in comments, strings and pages. */
const findings = ({ name, text }: Source): string[] =>
  (name.endsWith('.md') ? proseOfPage(text) : proseOfCode(text)).flatMap((item) =>
    [...item.text.replace(deprecated, '').matchAll(refusedPattern)].map(
      ([word]) => `${name}:${item.line} ${word}`,
    ),
  )

/** Files that may still contain refused words; the list must become empty. */
const pending = new Set(
  readSource('server/test/docs/wordingPending.txt').text.split('\n').filter(Boolean),
)

describe('refused words', () => {
  it('are in no comment, test title, text or page', () => {
    const sources = [
      ...sourcesOf(/^(?:src|server|e2e|scripts)\/.*\.(?:tsx?|mjs|css)$/),
      ...sourcesOf(/^(?:docs\/.*|[A-Z]+)\.md$/),
    ]
    expect(sources.length).toBeGreaterThan(600)
    const occurrences = sources.filter(({ name }) => !pending.has(name)).flatMap(findings)
    expect(occurrences).toEqual([])
  })

  it.each([
    ['a comment', 'a.ts', '// Whoever asks.'],
    ['a comment over two lines', 'a.ts', '/**\n * Names the one\n * that waits.\n */'],
    ['a test title', 'a.test.ts', "it('counts deeds', () => {})"],
    ['a text', 'en.ts', 'export const en = { a: "Somebody is here" }'],
    ['a template', 'a.ts', `const a = \`\${b({ c: 1 })} cannot be had back\``],
    ['code after a regular expression', 'a.ts', "const a = /['/]/\n// sights"],
    ['a page', 'a.md', 'It is known whose turn it is.'],
  ])('are found in %s', (_, name, text) => {
    expect(findings({ name, text })).toHaveLength(1)
  })

  it.each([
    ['an identifier', 'a.ts', 'const deeds = store.deeds'],
    ['another word', 'a.ts', '// Indeed, insights.'],
    ['a deprecated route', 'a.ts', "const route = 'GET /api/deeds'"],
    ['a deprecated field', 'a.ts', "const was = 'deeds'"],
    ['code in a page', 'a.md', 'The route `deeds` is deprecated.\n```\ndeeds\n```'],
  ])('are allowed in %s', (_, name, text) => {
    expect(findings({ name, text })).toEqual([])
  })
})
