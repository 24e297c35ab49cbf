import type { Action } from '../../../src/contract/action'
import { clusters } from '../../../src/contract/document/clusters'
import { instances } from '../../../src/contract/document/instances'
import type { Documented } from '../../../src/contract/document/notation'
import { monitoring, namespaces, tasks } from '../../../src/contract/document/others'
import { registryRepositories } from '../../../src/contract/document/registryRepositories'
import { registryTags } from '../../../src/contract/document/registryTags'
import { registryTriggers } from '../../../src/contract/document/registryTriggers'
import { services } from '../../../src/contract/document/services'
import { actions } from '../../../src/contract/index'
import { behaviour } from './behaviourDifferences'
import type { Difference, DifferenceGroup } from './difference'
import { parameters } from './parameterDifferences'
import { protocol } from './protocolDifferences'

const documented: Readonly<Record<string, Documented>> = {
  ...clusters,
  ...namespaces,
  ...services,
  ...instances,
  ...tasks,
  ...monitoring,
  ...registryRepositories,
  ...registryTags,
  ...registryTriggers,
}

export const groups: readonly DifferenceGroup[] = [
  { title: 'Requests', differences: protocol },
  { title: 'Parameters and fields', differences: parameters },
  { title: 'Behaviour of the simulation', differences: behaviour },
]

const allActions: readonly Action[] = Object.values(actions)

const row = (...cells: string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
const codeSpan = (text: string) => `\`${text}\``

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) => [
  row(...heads),
  row(...heads.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
  '',
]

/** The table cell that names the test of a difference. */
const testOf = ({ test }: Difference) => (test ? codeSpan(test) : '–')

/** The fields that a table marks with `+`, because the API document lacks them. */
const addedLines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('+'))
    .map((line) => line.slice(1).split(/\s+/)[0] ?? '')

/** Drops fields that are nested in another field of the list. */
const outermost = (paths: readonly string[]) =>
  paths.filter(
    (path) => !paths.some((candidate) => candidate !== path && path.startsWith(`${candidate}.`)),
  )

/** Response fields that the API document lacks. */
export const addedFields = Object.entries(documented).flatMap(([action, { response }]) => {
  const fields = outermost(addedLines(response))
  return fields.length > 0 ? [{ action, fields }] : []
})

/** Misprinted names from the API document that requests may use, or that responses correct. */
export const misprints = allActions.flatMap(
  ({ name, otherNames, otherParameters, misspellings }) => [
    ...otherNames.map((item) => [name, `action ${codeSpan(item)}`, codeSpan(name)] as const),
    ...Object.entries(otherParameters).map(
      ([otherName, right]) => [name, `parameter ${codeSpan(otherName)}`, codeSpan(right)] as const,
    ),
    ...Object.entries(misspellings).map(
      ([wrong, right]) =>
        [
          name,
          `field ${codeSpan(wrong)}`,
          `${codeSpan(right)}; ours has it, and the console reads either`,
        ] as const,
    ),
  ],
)

/** Actions that the document does not describe, by host. */
export const undocumented = [...new Set(allActions.map(({ host }) => host))].flatMap((host) => {
  const names = allActions
    .filter((action) => action.undocumented && action.host === host)
    .map(({ name }) => name)
  return names.length > 0 ? [{ host, names }] : []
})

/** Renders docs/compatibility.md. */
export function compatibilityPage(): string {
  const lines = [
    '# Compatibility with the API',
    '',
    '<!-- Made by `npm run docs` from server/test/compatibility and src/contract. -->',
    '',
    'What differs between the API document and our endpoint with the [simulation](simulation.md), and why. What isn’t listed is as in the document. [compatibility-tests.md](compatibility-tests.md) says how that is tested, and `GET /api/contract` has the facts of every action.',
    '',
    ...groups.flatMap(({ title, differences }) => [
      `## ${title}`,
      '',
      ...table(
        ['about', 'document', 'ours', 'why', 'test'],
        differences.map((difference) => [
          difference.about,
          difference.document,
          difference.ours,
          difference.why,
          testOf(difference),
        ]),
      ),
    ]),
    '## Misprints of the document',
    '',
    'Scripts and clients were written after the samples, so these are understood.',
    '',
    ...table(['action', 'sample', 'right'], misprints),
    '## Fields beyond the document',
    '',
    'Real responses have most of them (api-facts.md 4); those of DescribeClusterServiceInfo are the settings as ModifyClusterService takes them.',
    '',
    ...table(
      ['action', 'fields'],
      addedFields.map(({ action, fields }) => [action, fields.map(codeSpan).join(', ')]),
    ),
    '## Actions beyond the document',
    '',
    'Forms and pages of the console need them; their facts are from public clients and pages (api-facts.md 3 and 4).',
    '',
    ...table(
      ['host', 'actions'],
      undocumented.map(({ host, names }) => [host, names.join(', ')]),
    ),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
