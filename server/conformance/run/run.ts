import { type ActionName, actions, isActionName } from '../../../src/contract/index'
import { createApi } from '../api'
import type { Check, Context } from '../checks/check'
import { type Config, type Own, ownName } from '../checks/own'
import { anywhere, validRequests } from '../checks/parameters'
import { protocolChecks } from '../checks/protocol'
import { readChecks } from '../checks/reads/reads'
import { discover } from '../checks/world'
import { purchaseChecks, purchasing, returnChecks, writeChecks } from '../checks/writes/writes'
import type { Ports, Target } from '../client'
import { Difference, NotOffered, Unchecked, Unreachable } from '../outcomes'
import { cleanUp } from './cleanUp'
import type { Differences } from './differences'
import { type Outcome, type Report, type Result, reportOf } from './report'

export interface RunOptions {
  /** Differences that the endpoint declares. */
  differences?: Differences
  /** ID of the cluster to check; by default, the first running cluster with nodes. */
  clusterId?: string | undefined
  /** A node that write checks may relabel and cordon. */
  node?: string | undefined
  /** Longest wait for a change, in milliseconds. */
  patience?: number
  /** The actions to check; by default all. */
  only?: readonly ActionName[] | undefined
  /** Whether the run creates, changes and deletes its own resources. */
  isWriting?: boolean
  /** Whether the run also buys a cluster for its resources. */
  isBuying?: boolean
  /** Whether the run fills quotas of the account for a moment. */
  isFillingQuotas?: boolean
  /** A cloud disk and a configuration that services of the run may name. */
  disk?: string | undefined
  config?: Config | undefined
  /** Called before each check, for a display of the progress. */
  onCheck?: (check: Pick<Check, 'action' | 'title'>) => void
  /** Ends the run early; the run first deletes the resources that it has created. */
  signal?: AbortSignal
}

/** Attempts of each read check: other users may change data between two requests of a check. */
const readTries = 3

const defaultPatience = 15 * 60_000

/** Codes with which an endpoint rejects the keys themselves. */
const keyRefusals: ReadonlySet<number> = new Set([4100, 4104, 4300])

/** Thrown if the endpoint accepts no request with these keys. */
export class KeysRefused extends Error {}

async function outcomeOf(
  run: () => Promise<void>,
  declared: string | undefined,
): Promise<{ outcome: Outcome; refused?: NotOffered }> {
  const differingOutcome = (expected: string, actual: string): { outcome: Outcome } => {
    const difference = { kind: 'differs', expected, actual } as const
    return { outcome: declared === undefined ? difference : { ...difference, declared } }
  }
  try {
    await run()
    return { outcome: { kind: 'conforms' } }
  } catch (error) {
    if (error instanceof Difference) return differingOutcome(error.expected, error.actual)
    if (error instanceof Unreachable) return differingOutcome('an answer', error.message)
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

/** Ports that throw once `signal` is aborted. */
const abortablePorts = (ports: Ports, signal: AbortSignal | undefined): Ports => ({
  ...ports,
  fetch: async (request) => {
    signal?.throwIfAborted()
    return ports.fetch(request)
  },
  wait: async (milliseconds) => {
    await ports.wait(milliseconds)
    signal?.throwIfAborted()
  },
})

/** Runs the checks against the target, one after another, and reports on every action. */
export async function runSuite(
  target: Target,
  ports: Ports,
  options: RunOptions = {},
): Promise<Report> {
  const { differences = {}, clusterId, patience = defaultPatience, only, signal } = options
  const { isBuying = false, isWriting = isBuying, isFillingQuotas = false } = options
  const api = createApi(target, abortablePorts(ports, signal), patience)
  const own: Own = {
    name: ownName(ports.random),
    exists: new Set(),
    node: options.node,
    disk: options.disk,
    config: options.config,
    filling: { namespace: new Set(), repo: new Set(), triggers: new Set() },
  }
  const results = new Map<ActionName, Result[]>()
  const refusals = new Map<ActionName, string>()

  const { code, message } = await api.send('DescribeCluster', { limit: 1 })
  if (keyRefusals.has(code)) throw new KeysRefused(`${code} ${message}`)
  const world = await discover(api, clusterId)
  const context: Context = { api, own, now: ports.now, world }

  async function perform({ action, title, run }: Check, maxTries = 1): Promise<void> {
    if (refusals.has(action)) return
    options.onCheck?.({ action, title })
    const declared = differences[action]?.find((difference) => difference.check === title)?.reason
    let { outcome, refused } = await outcomeOf(() => run(context), declared)
    for (let attempt = 1; attempt < maxTries && outcome.kind === 'differs'; attempt += 1) {
      ;({ outcome, refused } = await outcomeOf(() => run(context), declared))
    }
    if (refused?.action === action) refusals.set(action, refused.message)
    const earlierResults = results.get(action) ?? []
    results.set(action, [...earlierResults, { action, title, outcome }])
  }

  const protocol: Omit<Result, 'action'>[] = []
  for (const { title, run } of protocolChecks) {
    const { outcome } = await outcomeOf(() => run(context), undefined)
    protocol.push({ title, outcome })
  }
  const isWanted = (action: ActionName) => !only || only.includes(action)
  for (const check of readChecks) {
    if (isWanted(check.action)) await perform(check, readTries)
  }

  /** Finds out whether the endpoint offers an action that no check could call. */
  async function probe(action: ActionName): Promise<void> {
    const earlierResults = results.get(action) ?? []
    const isOpen = earlierResults.every(({ outcome }) => outcome.kind === 'unchecked')
    const params = validRequests[action]?.(anywhere)
    if (!isOpen || params === undefined) return
    const { refused } = await outcomeOf(async () => {
      await api.request(action, params)
    }, undefined)
    if (refused) refusals.set(action, refused.message)
  }

  const leftovers: string[] = []
  if (isBuying) own.exists.add('cluster')
  if (isWriting) {
    const changes = writeChecks({ isBuying, isFillingQuotas })
    const writes = isBuying ? [...purchaseChecks, ...changes, ...returnChecks] : changes
    try {
      // Write checks build on each other, so all of them run even if only some actions are wanted.
      for (const check of writes) await perform(check)
    } finally {
      const clusterToClean = own.clusterId ?? world.cluster?.clusterId
      leftovers.push(...(await cleanUp(createApi(target, ports, patience), own, clusterToClean)))
    }
  }

  const names = Object.keys(actions).filter(isActionName)
  for (const name of names) if (!actions[name].mutates && isWanted(name)) await probe(name)

  const skipped = (name: ActionName) => {
    if (results.has(name)) return undefined
    if (purchasing.has(name) && !isBuying) return 'it costs money; add --buy'
    return isWriting ? undefined : 'it changes something; add --write'
  }
  return {
    endpoint: target.endpoint,
    region: target.region,
    protocol,
    actions: names.filter(isWanted).map((name) =>
      reportOf(name, results.get(name) ?? [], {
        refusal: refusals.get(name),
        skipped: skipped(name),
      }),
    ),
    leftovers,
  }
}
