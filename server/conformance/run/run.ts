import { type ActionName, actions, isActionName } from '../../../src/contract/index'
import { createApi } from '../api'
import type { Check, Context } from '../checks/check'
import { type Own, ownName } from '../checks/own'
import { protocolChecks } from '../checks/protocol'
import { readChecks } from '../checks/reads/reads'
import { discover } from '../checks/world'
import type { Ports, Target } from '../client'
import { Difference, NotOffered, Unchecked } from '../outcomes'
import type { Differences } from './differences'
import { type Outcome, type Report, type Result, reportOf } from './report'

export interface RunOptions {
  /** Differences that the endpoint declares. */
  differences?: Differences
  /** The cluster to check; by default the first that runs and has nodes. */
  clusterId?: string | undefined
  /** Longest wait for a change, in milliseconds. */
  patience?: number
  /** Only these actions; by default all. */
  only?: readonly ActionName[] | undefined
}

const defaultPatience = 15 * 60_000

async function outcomeOf(
  run: () => Promise<void>,
  declared: string | undefined,
): Promise<{ outcome: Outcome; refused?: NotOffered }> {
  try {
    await run()
    return { outcome: { kind: 'conforms' } }
  } catch (error) {
    if (error instanceof Difference) {
      const { expected, actual } = error
      const difference = { kind: 'differs', expected, actual } as const
      return { outcome: declared === undefined ? difference : { ...difference, declared } }
    }
    if (error instanceof Unchecked) {
      return { outcome: { kind: 'unchecked', reason: error.message } }
    }
    if (error instanceof NotOffered) {
      const reason = `${error.action} is not offered`
      return { outcome: { kind: 'unchecked', reason }, refused: error }
    }
    throw error
  }
}

/** Runs the checks against the target, one after another, and reports on every action. */
export async function runSuite(
  target: Target,
  ports: Ports,
  options: RunOptions = {},
): Promise<Report> {
  const { differences = {}, clusterId, patience = defaultPatience, only } = options
  const api = createApi(target, ports, patience)
  const own: Own = { name: ownName(ports.random) }
  const results = new Map<ActionName, Result[]>()
  const refusals = new Map<ActionName, string>()

  const context: Context = { api, own, now: ports.now, world: await discover(api, clusterId) }

  async function perform({ action, title, run }: Check): Promise<void> {
    if (refusals.has(action) || (only && !only.includes(action))) return
    const declared = differences[action]?.find((one) => one.check === title)?.reason
    const { outcome, refused } = await outcomeOf(() => run(context), declared)
    if (refused?.action === action) refusals.set(action, refused.message)
    const known = results.get(action) ?? []
    results.set(action, [...known, { action, title, outcome }])
  }

  const protocol: Omit<Result, 'action'>[] = []
  for (const { title, run } of protocolChecks) {
    const { outcome } = await outcomeOf(() => run(context), undefined)
    protocol.push({ title, outcome })
  }
  for (const check of readChecks) await perform(check)

  const names = Object.keys(actions).filter(isActionName)
  const skipped = (name: ActionName) => (results.has(name) ? undefined : 'it changes something')
  return {
    endpoint: target.endpoint,
    region: target.region,
    protocol,
    actions: names
      .filter((name) => !only || only.includes(name))
      .map((name) =>
        reportOf(name, results.get(name) ?? [], {
          refusal: refusals.get(name),
          skipped: skipped(name),
        }),
      ),
    leftovers: [],
  }
}
