import * as z from 'zod/mini'
import { notFound, refuse } from '../../apiError'
import type { CallContext } from '../../backend'
import type { Client } from '../client/client'
import { linkSignals } from '../client/linkSignals'
import { refusalFor } from '../client/refusals'
import type { KubernetesObject } from '../objects/meta'
import type { ClusterSource, SharedWrites, Timing } from '../ports'
import type { Right } from '../rights/right'
import { startRights } from '../rights/rights'
import { longestSilence, startContact } from './contact'
import { type ChangedRow, createKinds, type KindName } from './kinds'
import { followNamedNamespaces } from './namedNamespaces'
import { createRecoveries } from './recoveries'
import type { Kind } from './reflector'
import { startScopedWatches } from './scopedWatches'
import { followSharedWrites } from './sharedWrites'
import { createSummaries } from './summaries'

const withKind = z.object({ kind: z.optional(z.string()) })

/** The kinds without which services and instances cannot be shown. */
export const workloadKinds = [
  'accesses',
  'deployments',
  'replicaSets',
  'pods',
] as const satisfies readonly KindName[]

/** Kinds that add details to workloads, if the account may read them. */
const supplements = ['namespaces', 'nodes', 'events'] as const satisfies readonly KindName[]

/** Maximum time that a read waits for the first list, in milliseconds. */
const maxListWait = 8_000

interface CachePorts {
  /** Recent writes of all consoles that share the store; undefined without a shared store. */
  writes: SharedWrites | undefined
  onChange: (changed: ChangedRow) => void
  clusterId: () => string
  client: Client
  source: Pick<ClusterSource, 'namespaces' | 'ownNamespaces' | 'innerAccess'>
  timing: Timing
  log: (message: string) => void
}

/** The parts of a call's context that a read uses. */
export type ReadContext = Pick<CallContext, 'signal' | 'reportAge'>

/** The objects of a cluster, kept up to date by watches until `signal` is aborted. */
export function startCache(
  { client, source, writes, onChange, clusterId, timing, log }: CachePorts,
  signal: AbortSignal,
) {
  const contact = startContact(client, timing, signal)
  const noteChange = (changed: ChangedRow) => {
    summaries.changed(changed)
    recoveries.changed(changed)
    onChange(changed)
  }
  const kinds = createKinds(noteChange, source.innerAccess)
  const recoveries = createRecoveries(
    timing,
    (row) => noteRecovery({ kind: 'pods', row, previous: row, isRemoved: false }),
    signal,
  )
  function noteRecovery(changed: ChangedRow): void {
    summaries.changed(changed)
    onChange(changed)
  }
  const summaries = createSummaries(kinds)
  const sharedWrites =
    writes && followSharedWrites({ writes, clusterId, client, kinds, timing, log })
  const stateWaiters = new Set<() => void>()
  const onState = () => {
    for (const resolve of stateWaiters) resolve()
    stateWaiters.clear()
  }
  const ports = { client, timing, log, onContact: contact.heard, onState }
  const rights = startRights(
    {
      client,
      timing,
      namespaces: source.namespaces,
      ownNamespaces: source.ownNamespaces ?? [],
      knownNamespaces: () => kinds.namespaces.rows.all().map(({ metadata }) => metadata.name),
      onClusterWide: () => followRights(),
      onRound: () => {
        followRights()
        startNamedNamespaces()
      },
    },
    signal,
  )
  const watching = <T extends KubernetesObject>(kind: Kind<T>) =>
    startScopedWatches(kind, ports, rights, signal)
  const watches = {
    namespaces: watching(kinds.namespaces),
    nodes: watching(kinds.nodes),
    accesses: watching(kinds.accesses),
    deployments: watching(kinds.deployments),
    replicaSets: watching(kinds.replicaSets),
    pods: watching(kinds.pods),
    events: watching(kinds.events),
  }

  const followRights = () => {
    for (const { follow } of Object.values(watches)) follow()
  }

  const isScoped = () => rights.scopes()[0] !== ''
  /** Progress of reading the namespaces that the account is limited to. */
  let namedNamespacesState: 'not started' | 'waiting' | 'current' = 'not started'
  function startNamedNamespaces(): void {
    if (namedNamespacesState !== 'not started' || !isScoped()) return
    namedNamespacesState = 'waiting'
    const names = () => (isScoped() ? rights.scopes() : [])
    const onRead = () => {
      namedNamespacesState = 'current'
      onState()
    }
    followNamedNamespaces(kinds.namespaces, names, { client, timing }, onRead, signal)
  }

  const stateOf = (name: KindName, namespace: string) =>
    name === 'namespaces' && namedNamespacesState !== 'not started' && isScoped()
      ? namedNamespacesState
      : watches[name].state(namespace)

  const unreachable = (message: string) =>
    refuse(6200, `the cluster's API server does not answer: ${message}`)

  async function waitUntilListed(
    names: readonly KindName[],
    namespace: string,
    callSignal: AbortSignal,
  ) {
    const { signal: waitSignal, abort, release } = linkSignals([callSignal])
    const timeout = timing.wait(maxListWait, waitSignal).then(() => true)
    try {
      while (names.some((name) => stateOf(name, namespace) === 'waiting')) {
        if (contact.isUnheard()) throw unreachable(contact.lastError())
        const stateChange = new Promise<boolean>((resolve) =>
          stateWaiters.add(() => resolve(false)),
        )
        if (await Promise.race([stateChange, timeout])) throw unreachable(contact.lastError())
      }
    } finally {
      abort()
      release()
    }
  }

  /**
   * Resolves once these kinds have been listed in a namespace, or in any namespace if `namespace`
   * is empty, and reports the age of the cached data. Throws if the account may not read them.
   */
  async function ready(
    names: readonly KindName[],
    context: ReadContext,
    namespace = '',
  ): Promise<void> {
    const isOfWorkload = names.some((name) => workloadKinds.some((kind) => kind === name))
    const neededKinds = isOfWorkload ? [...names, ...supplements] : names
    await waitUntilListed(neededKinds, namespace, context.signal)
    await sharedWrites?.catchUp(neededKinds, context.signal)
    const rejection = rights.rejection()
    if (rejection) throw refusalFor(rejection, false)
    const missing = names.find((name) => stateOf(name, namespace) === 'forbidden')
    if (missing) {
      const namespaceSuffix = namespace === '' ? '' : ` in namespace ${namespace}`
      throw refuse(
        4101,
        `the account may not list and watch ${kinds[missing].name}${namespaceSuffix}`,
      )
    }
    if (contact.isLost()) throw unreachable(contact.lastError())
    const losses = [contact.lost(), ...neededKinds.map((name) => watches[name].lost(namespace))]
    for (const loss of losses) {
      const age = loss && timing.now() - loss.since
      if (age !== undefined && age > longestSilence) throw unreachable(loss?.message ?? '')
      if (age !== undefined) context.reportAge(age)
    }
  }

  return {
    namespaces: kinds.namespaces.rows,
    nodes: kinds.nodes.rows,
    accesses: kinds.accesses.rows,
    deployments: kinds.deployments.rows,
    replicaSets: kinds.replicaSets.rows,
    pods: kinds.pods.rows,
    events: kinds.events.rows,
    /** The result of `make` for a Deployment, cached until the Deployment or its pods change. */
    summaryOf: summaries.of,
    /** Stores the object that a write returned, so that the next read includes it. */
    merge(
      name: 'namespaces' | 'nodes' | 'accesses' | 'deployments' | 'pods',
      answer: unknown,
    ): void {
      const { kind } = z.parse(withKind, answer)
      // A deletion may return a Status in place of the object; the watch then reports the removal.
      if (kind === 'Status') return
      kinds[name].put(answer)
    },
    /** Reports a write to the other consoles on this store. */
    report: async (write: { method: string; path: string }, answer: unknown) =>
      sharedWrites?.report(write, answer),
    ready,
    /**
     * Resolves like `ready` for services and instances in a namespace; throws 5000 if the namespace
     * does not exist.
     */
    async workloads(context: ReadContext, namespace: string): Promise<void> {
      await ready(workloadKinds, context, namespace)
      if (stateOf('namespaces', '') === 'current' && !kinds.namespaces.rows.get('', namespace)) {
        throw notFound('Namespace', namespace)
      }
    },
    rights,
    /** Whether the account certainly lacks a right everywhere in the cluster. */
    isDenied(right: Right): boolean {
      const isOfNamespaces = right.resource === 'namespaces'
      const isReading = right.verb === 'list' || right.verb === 'watch'
      // The namespaces of a limited account are read one by one.
      if (isOfNamespaces && isReading && isScoped()) return false
      if (rights.isLimited && !right.isNamespaced) return true
      return rights.anywhere(right) === 'denied'
    },
    isLost: contact.isLost,
    version: contact.version,
  }
}

export type ClusterCache = ReturnType<typeof startCache>
