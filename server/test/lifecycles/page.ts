import { clusterConditions, serviceConditions } from '../../../src/contract/rules/preconditions'
import { type LifecycleName, lifecycles } from '../../cloud/simulation/lifecycle/tables/lifecycles'
import {
  deleted,
  type Lifecycle,
  none,
  type Transition,
} from '../../cloud/simulation/lifecycle/tables/table'

/** Name of a state for Mermaid, which allows no spaces. */
const idOf = (state: string) => state.replaceAll(' ', '_')

function edge(arrow: Transition, from: string): string {
  const by =
    arrow.actions && arrow.actions.length > 3 ? [...arrow.actions.slice(0, 2), '…'] : arrow.actions
  const words = by
    ? by.join(', ')
    : (arrow.condition ?? '').replaceAll('`', '').replaceAll(/[:;] */g, ', ')
  const [left, right] = [
    from === none ? '[*]' : idOf(from),
    arrow.to === deleted ? '[*]' : idOf(arrow.to),
  ]
  return `    ${left} --> ${right}: ${words}`
}

function diagram({ states, transitions }: Lifecycle): string[] {
  const spaced = Object.keys(states).filter((state) => state.includes(' '))
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...spaced.map((state) => `    state "${state}" as ${idOf(state)}`),
    ...transitions.flatMap((arrow) => arrow.from.map((from) => edge(arrow, from))),
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
  const { title, about, states, transitions } = lifecycle
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
    ...transitions.map(({ from, to, actions = [], condition = '' }) =>
      row(code(from), `\`${to}\``, code(actions), condition),
    ),
    '',
    ...(name === 'cluster' || name === 'service' ? allowed(conditions[name]) : []),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
