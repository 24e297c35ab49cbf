import { type ActionName, actions } from '../../../src/contract/index'

/** The outcome of one check. */
export type Outcome =
  | { kind: 'conforms' }
  | { kind: 'differs'; expected: string; actual: string; declared?: string }
  /** The check cannot run on this endpoint. */
  | { kind: 'unchecked'; reason: string }

export interface Result {
  action: ActionName
  title: string
  outcome: Outcome
}

/** All results of one action. */
export interface ActionReport {
  action: ActionName
  section: string
  /** False: the API document omits the action. */
  isDocumented: boolean
  verdict: 'conforms' | 'differs' | 'declared' | 'notOffered' | 'unchecked'
  /** Why the action is not offered or not checked. */
  reason?: string
  results: readonly Result[]
}

export interface Report {
  endpoint: string
  region: string
  /** Differences in how requests are signed and refused, by title. */
  protocol: readonly Omit<Result, 'action'>[]
  actions: readonly ActionReport[]
  /** Resources that the run could not delete. */
  leftovers: readonly string[]
}

function verdictOf(results: readonly Result[]): ActionReport['verdict'] {
  const differing = results.flatMap(({ outcome }) => (outcome.kind === 'differs' ? [outcome] : []))
  if (differing.some(({ declared }) => declared === undefined)) return 'differs'
  if (differing.length > 0) return 'declared'
  return results.some(({ outcome }) => outcome.kind === 'conforms') ? 'conforms' : 'unchecked'
}

/** Combines the results of an action; `refusal` is the message of its code 6100. */
export function reportOf(
  action: ActionName,
  results: readonly Result[],
  { refusal, skipped }: { refusal?: string | undefined; skipped?: string | undefined },
): ActionReport {
  const { section, undocumented } = actions[action]
  const entry = { action, section, isDocumented: !undocumented, results }
  if (refusal !== undefined) return { ...entry, verdict: 'notOffered', reason: refusal }
  if (skipped !== undefined) return { ...entry, verdict: 'unchecked', reason: skipped }
  const verdict = verdictOf(results)
  if (verdict !== 'unchecked') return { ...entry, verdict }
  const reasons = results.flatMap(({ outcome }) =>
    outcome.kind === 'unchecked' ? [outcome.reason] : [],
  )
  return { ...entry, verdict, reason: reasons[0] ?? 'there is no check' }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function* linesOf({ action, verdict, reason, results, isDocumented }: ActionReport) {
  const suffix = isDocumented ? '' : ' (beyond the document)'
  const heading = `${action}${suffix}`.padEnd(42)
  const unchecked = results.filter(({ outcome }) => outcome.kind === 'unchecked')
  const checked = results.length - unchecked.length
  if (verdict === 'notOffered') yield `${heading} not offered: ${reason}`
  else if (verdict === 'unchecked') yield `${heading} not checked: ${reason}`
  else {
    const verdictTexts = {
      conforms: 'conforms',
      differs: 'differs',
      declared: 'differs as declared',
    }
    const uncheckedText = unchecked.length > 0 ? `, ${unchecked.length} not possible` : ''
    yield `${heading} ${verdictTexts[verdict]} (${counted(checked, 'check')}${uncheckedText})`
  }
  for (const { title, outcome } of results) {
    if (outcome.kind !== 'differs') continue
    yield `    ${title}`
    if (outcome.declared !== undefined) yield `      declared: ${outcome.declared}`
    yield `      expected: ${outcome.expected}`
    yield `      got:      ${outcome.actual}`
  }
}

/** One text for each undeclared difference from the API document and each leftover resource. */
export function differencesIn({ protocol, actions: actionReports, leftovers }: Report): string[] {
  const results = [
    ...protocol.map((item) => ({ ...item, action: '' })),
    ...actionReports.flatMap((report) => report.results),
  ]
  const differing = results.flatMap(({ action, title, outcome }) =>
    outcome.kind === 'differs' && outcome.declared === undefined
      ? [`${action} ${title}: expected ${outcome.expected}, got ${outcome.actual}`.trim()]
      : [],
  )
  return [...differing, ...leftovers.map((leftover) => `not deleted: ${leftover}`)]
}

/** The report as lines of text: one for each action, and three for each difference. */
export function writeReport(report: Report): string {
  const count = (verdict: ActionReport['verdict']) =>
    report.actions.filter((action) => action.verdict === verdict).length
  const protocol = report.protocol.flatMap(({ title, outcome }) =>
    outcome.kind === 'differs'
      ? [`  ${title}`, `      expected: ${outcome.expected}`, `      got:      ${outcome.actual}`]
      : [`  ${title}: ${outcome.kind === 'conforms' ? 'conforms' : outcome.reason}`],
  )
  return [
    `${report.endpoint}, region ${report.region}`,
    '',
    'Signatures and envelopes',
    ...protocol,
    '',
    'Actions',
    ...report.actions.flatMap((action) => [...linesOf(action)]).map((line) => `  ${line}`),
    '',
    ...report.leftovers.map((leftover) => `Not deleted: ${leftover}`),
    `${count('conforms')} conform, ${count('differs')} differ, ${count('declared')} differ as declared, ${count('notOffered')} not offered, ${count('unchecked')} not checked`,
    '',
  ].join('\n')
}
