import { clusterConditions, serviceConditions } from '../../../src/contract/rules/preconditions'
import { type LifecycleName, lifecycles } from '../../cloud/simulation/lifecycle/tables/lifecycles'
import {
  type Arrow,
  gone,
  type Lifecycle,
  none,
} from '../../cloud/simulation/lifecycle/tables/table'

/** Name of a state for Mermaid, which allows no spaces. */
const idOf = (state: string) => state.replaceAll(' ', '_')

function edge(arrow: Arrow, from: string): string {
  const by = arrow.by && arrow.by.length > 3 ? [...arrow.by.slice(0, 2), '…'] : arrow.by
  const words = by
    ? by.join(', ')
    : (arrow.when ?? '').replaceAll('`', '').replaceAll(/[:;] */g, ', ')
  const [left, right] = [
    from === none ? '[*]' : idOf(from),
    arrow.to === gone ? '[*]' : idOf(arrow.to),
  ]
  return `    ${left} --> ${right}: ${words}`
}

function diagram({ states, arrows }: Lifecycle): string[] {
  const spaced = Object.keys(states).filter((state) => state.includes(' '))
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...spaced.map((state) => `    state "${state}" as ${idOf(state)}`),
    ...arrows.flatMap((arrow) => arrow.from.map((from) => edge(arrow, from))),
    '```',
  ]
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`
const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ')

/** The actions that each status allows, from src/contract/rules/preconditions.ts. */
function allowed(conditions: Readonly<Record<string, { statuses: readonly string[] }>>): string[] {
  const groups = new Map<string, string[]>()
  for (const [action, { statuses }] of Object.entries(conditions)) {
    const key = code(statuses)
    groups.set(key, [...(groups.get(key) ?? []), action])
  }
  return [
    '## What may be called when',
    '',
    row('status', 'actions'),
    row('---', '---'),
    ...[...groups].map(([statuses, actions]) => row(statuses, code(actions))),
    '',
  ]
}

const conditions = { cluster: clusterConditions, service: serviceConditions }

/** Renders the page of one lifecycle. */
export function pageOf(name: LifecycleName): string {
  const lifecycle: Lifecycle = lifecycles[name]
  const { title, about, states, arrows } = lifecycle
  const lines = [
    `# ${title}`,
    '',
    '<!-- Made by `npm run docs` from server/cloud/simulation/lifecycle/tables. -->',
    '',
    about,
    '',
    ...diagram(lifecycle),
    '',
    '## States',
    '',
    row('state', 'meaning'),
    row('---', '---'),
    ...Object.entries(states).map(([state, meaning]) => row(`\`${state}\``, meaning)),
    '',
    '## Arrows',
    '',
    row('from', 'to', 'by', 'when'),
    row('---', '---', '---', '---'),
    ...arrows.map(({ from, to, by = [], when = '' }) =>
      row(code(from), `\`${to}\``, code(by), when),
    ),
    '',
    ...(name === 'cluster' || name === 'service' ? allowed(conditions[name]) : []),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
