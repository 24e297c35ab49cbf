import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { consoleErrors } from '../../../src/contract/console/declare/errors'
import { exists, hasBaseName, readSource, type Source, sourcesOf } from './sources'

const codeFiles = sourcesOf(/^(?:src|server|e2e|scripts)\/.*\.(?:tsx?|mjs)$/)
const pageFiles = sourcesOf(/^(?:docs\/.*|[A-Z]+|server\/test\/fixtures\/.*)\.md$/)
const allFiles = [...codeFiles, ...pageFiles]

/** Text with the line breaks of comments removed, so that a citation may span two lines. */
const joinLines = (text: string) => text.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ')

const facts = readSource('docs/api-facts.md').text
const sections = new Map<string, string>(
  facts
    .split(/^(?=##+ \d)/m)
    .slice(1)
    .map((section) => [/^##+ ([\d.]*\d)/.exec(section)?.[1] ?? '', section]),
)

/**
 * Whether a further number in a citation exists: as another section, a subsection, or an item or
 * row of the first section.
 */
const isCitable = (first: string, number: string) =>
  sections.has(number) ||
  sections.has(`${first}.${number}`) ||
  new RegExp(`^(?:${number}\\. |\\| ${number} \\|)`, 'm').test(sections.get(first) ?? '')

/** Citations of docs/api-facts.md that do not resolve. */
const brokenFacts = ({ name, text }: Source): string[] =>
  [
    ...joinLines(text).matchAll(/api-facts\.md (\d[\d.]*\d|\d)((?:(?:, | and )\d[\d.]*)*)/g),
  ].flatMap(([cited, first = '', overrides = '']) =>
    [first, ...(overrides.match(/\d[\d.]*\d|\d/g) ?? [])]
      .filter((number) => !isCitable(first, number))
      .map((number) => `${name}: ${cited}: ${number}`),
  )

/**
 * `section` values of undocumented actions that name no section of docs/api-facts.md, or no entry
 * in that section.
 */
const brokenSections = ({ name, text }: Source): string[] =>
  [...text.matchAll(/section:\s*'api-facts\.md ([\d.]+), ([^']+)'/g)]
    .filter(([, number = '', entry = '']) => !sections.get(number)?.includes(entry))
    .map(([cited]) => `${name}: ${cited}`)

/** Titles of sections of the API document, as docs/api-facts.md lists them. */
const titles = [...facts.matchAll(/`([^`]*\p{Script=Han}[^`]*)`/gu)].map(([, title = '']) => title)

/** Citations of the API document that name an unknown section. */
const brokenTitles = ({ name, text }: Source): string[] =>
  [...joinLines(text).matchAll(/\p{Script=Han}+相关接口\/[^'*]{1,30}/gu)]
    .filter(([cited]) => !titles.some((title) => cited.startsWith(title)))
    .map(([cited]) => `${name}: ${cited}`)

/** The slug that hosting sites give a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const anchorsOf = ({ text }: Source) =>
  new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading)))

/** Relative links and images of a page whose target or anchor doesn't exist. */
const brokenLinks = (page: Source): string[] =>
  [...page.text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, image]) => link ?? image ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#')
      const name = path.posix.join(path.posix.dirname(page.name), file)
      const targetFile = file === '' ? page.name : name
      return (
        !exists(targetFile) ||
        (anchor !== undefined && !anchorsOf(readSource(targetFile)).has(anchor))
      )
    })
    .map((target) => `${page.name}: ${target}`)

const pathFromRoot = /^(?:\.ci|\.github|docs|e2e|public|scripts|server|src)\//

/** Paths and file names in code spans of a page that don't exist. */
const brokenPaths = ({ name, text }: Source): string[] =>
  [...text.matchAll(/`([\w.@/-]+)`/g)]
    .map(([, span = '']) => span)
    .filter((span) =>
      pathFromRoot.test(span)
        ? !exists(span)
        : /^[\w.-]+\.(?:tsx?|mjs|e2e\.ts|md)$/.test(span) && !hasBaseName(span),
    )
    .map((span) => `${name}: ${span}`)

/** Pages that code cites and that don't exist. */
const brokenPages = ({ name, text }: Source): string[] =>
  [...text.matchAll(/\bdocs\/[\w./-]+\.(?:md|png)/g)]
    .filter(([cited]) => !exists(cited))
    .map(([cited]) => `${name}: ${cited}`)

const { scripts } = JSON.parse(readSource('package.json').text)

const brokenCommands = ({ name, text }: Source): string[] =>
  [...text.matchAll(/npm run ([a-z][a-z0-9]*(?::[a-z]+)*)/g)]
    .filter(([, script = '']) => !(script in scripts))
    .map(([command]) => `${name}: ${command}`)

const variablesIn = (sources: readonly Source[]) =>
  new Set(sources.flatMap(({ text }) => text.match(/\bGANTRY_[A-Z_]*[A-Z]\b/g) ?? []))

const routesIn = (sources: readonly Source[]) =>
  new Set(
    sources
      .flatMap(({ text }) => text.match(/\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w./:<>-]+/g) ?? [])
      .map((route) => route.replace(/<\w+>/, ':name')),
  )

const missing = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
  [...from].filter((value) => !to.has(value))

describe('citations', () => {
  it.each([
    ['of API facts lead to a section', brokenFacts, allFiles],
    ['of API facts in the contract lead to an entry', brokenSections, codeFiles],
    ['of the API document name a section of it', brokenTitles, codeFiles],
    ['of pages in code lead to a page', brokenPages, codeFiles],
    ['of commands name a script of package.json', brokenCommands, allFiles],
    ['of paths in pages lead to a file or folder', brokenPaths, pageFiles],
    ['by links in pages lead to a file and a heading', brokenLinks, pageFiles],
  ])('%s', (_, broken, sources) => {
    expect(sources.flatMap(broken)).toEqual([])
  })

  it.each<[string, (source: Source) => string[]]>([
    ['// of the API (api-facts.md 9.9).', brokenFacts],
    ['/**\n * See api-facts.md 1.1 and\n * 9.9. */', brokenFacts],
    ["section: 'api-facts.md 4.1, NoSuchAction'", brokenSections],
    ['/** 集群相关接口/没有这一节: no such section. */', brokenTitles],
    ['// See docs/none.md.', brokenPages],
    ['Run `npm run none`.', brokenCommands],
    ['See `server/none.ts`.', brokenPaths],
    ['See `none.test.ts`.', brokenPaths],
    ['[here](none.md)', brokenLinks],
    ['[here](docs/security.md#none)', brokenLinks],
    ['<img src="docs/images/none.png">', brokenLinks],
  ])('are reported as broken in %j', (text, broken) => {
    expect(broken({ name: 'PLANTED.md', text })).toHaveLength(1)
  })

  it('occur in the code and the pages', () => {
    expect(codeFiles.filter(({ text }) => text.includes('api-facts.md')).length).toBeGreaterThan(30)
    expect(pageFiles.length).toBeGreaterThan(30)
  })
})

const configuration = readSource('docs/configuration.md')

it('docs/configuration.md lists exactly the variables that are read', () => {
  const read = sourcesOf(
    /^(?:server\/(?:node|conformance)\/.*|server\/test\/kubernetes\/.*|playwright\.config)(?<!\.test)\.ts$|^scripts\/lib\/browser\.mjs$/,
  )
  const [documented, used] = [variablesIn([configuration]), variablesIn(read)]
  expect(used.size).toBeGreaterThan(25)
  expect(missing(used, documented)).toEqual([])
  expect(missing(documented, used)).toEqual([])
})

it('docs/scripting.md lists exactly the routes that the proxy answers', () => {
  const sources = sourcesOf(/^(?:server\/proxy|src\/contract\/console)\/.*(?<!\.test)\.ts$/)
  const answered = routesIn(
    sources.map(({ name, text }) => ({
      name,
      text: (text.match(/'(?:GET|POST|PUT|PATCH|DELETE) \/[^']+'/g) ?? []).join('\n'),
    })),
  )
  const documented = routesIn([readSource('docs/scripting.md')])
  expect(answered.size).toBeGreaterThan(30)
  expect(missing(answered, documented)).toEqual([])
  expect(missing(documented, answered)).toEqual([])
})

it('docs/scripting.md lists exactly the errors of the console', () => {
  const [, table = ''] = readSource('docs/scripting.md').text.split('### Errors of the console')
  const documented = [...table.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(
    ([, codeDesc, status]) => [codeDesc, Number(status)],
  )
  const declared = Object.entries(consoleErrors).map(([codeDesc, [status]]) => [codeDesc, status])
  expect(documented.filter(([codeDesc]) => codeDesc !== 'codeDesc')).toEqual(declared)
})

it('the tutorial names controls as the console does', () => {
  const englishTexts = sourcesOf(/^src\/i18n\/en\/.*\.ts$/)
    .map(({ text }) => text)
    .join('\n')
  const labels = [...readSource('docs/tutorial.md').text.matchAll(/\*\*([^*]+)\*\*/g)]
  expect(labels.length).toBeGreaterThan(15)
  const unknown = labels
    .map(([, label = '']) => label)
    .filter((value) => !englishTexts.includes(`'${value}'`))
  expect(unknown).toEqual([])
})

it('CHANGELOG.md begins with the version of package.json', () => {
  const { version } = JSON.parse(readSource('package.json').text)
  const [, newest] = /^## (\S+)/m.exec(readSource('CHANGELOG.md').text) ?? []
  expect(newest).toBe(version)
})
