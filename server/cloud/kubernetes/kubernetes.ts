import type { Backend, Change, Handlers } from '../backend'
import type { ChangedRow } from './cache/kinds'
import { linkSignals } from './client/linkSignals'
import { changesOf } from './clusters/changes'
import { type Cluster, openCluster } from './clusters/cluster'
import { clusterReads } from './clusters/read'
import { requestLimits } from './clusters/requestLimits'
import { clusterWrites } from './clusters/writeClusters'
import { namespaceWrites } from './clusters/writeNamespaces'
import { nodeWrites } from './clusters/writeNodes'
import { instanceReads } from './instances/read'
import { instanceWrites } from './instances/write'
import { machineLookups } from './lookups/machines'
import { networkLookups } from './lookups/network'
import type { ClusterSource, KubernetesPorts } from './ports'
import { removeUnfinished, serviceCreation } from './services/create'
import { labelWrites } from './services/labels'
import { serviceChanges } from './services/modify'
import { serviceReads } from './services/read'
import { serviceReplacement } from './services/replace'
import { startDriver } from './tasks/driver'
import { nodeTasks } from './tasks/handlers'
import { unavailableByRights, unavailableWithout } from './unavailable'

/** A backend of real clusters, which can change while it runs. */
export interface KubernetesBackend extends Backend {
  /**
   * Replaces the clusters: opens added clusters, closes removed ones, and keeps all other clusters
   * with their caches.
   */
  update: (sources: readonly ClusterSource[]) => Promise<void>
}

/** Sources with the same identity are the same cluster with the same limits. */
const identityOf = ({ send: _send, ...identity }: ClusterSource) => JSON.stringify(identity)

/** A backend of real clusters, one per context; aborting `signal` stops its watches. */
export async function createKubernetes(
  { clusters: sources, tasks, network, writes, timing, log }: KubernetesPorts,
  signal: AbortSignal,
): Promise<KubernetesBackend> {
  /** The handlers keep this array, so its contents change in place. */
  const clusters: Cluster[] = []
  const closers = new Map<Cluster, () => void>()

  const observers = new Set<(change: Change) => void>()
  const report = (change: Change) => {
    for (const observer of observers) observer(change)
  }
  const reportCluster = ({ id, source: { name, region } }: Cluster, isRemoved: boolean) =>
    report({ kind: 'cluster', id, name, isRemoved, region, clusterId: id })
  const reportChange = (cluster: Cluster, changed: ChangedRow) => {
    if (observers.size > 0) for (const change of changesOf(cluster, changed)) report(change)
  }

  async function openSource(source: ClusterSource): Promise<Cluster> {
    const { signal: clusterSignal, abort, release } = linkSignals([signal])
    const cluster = await openCluster(source, { writes, timing, log }, reportChange, clusterSignal)
    void removeUnfinished(cluster, timing, log, clusterSignal)
    closers.set(cluster, () => {
      abort()
      release()
    })
    return cluster
  }

  async function update(newSources: readonly ClusterSource[]): Promise<void> {
    const openClusters = new Map(clusters.map((cluster) => [identityOf(cluster.source), cluster]))
    const nextClusters = await Promise.all(
      newSources.map((source) => openClusters.get(identityOf(source)) ?? openSource(source)),
    )
    const previousClusters = clusters.splice(0, clusters.length, ...nextClusters)
    for (const cluster of nextClusters)
      if (!previousClusters.includes(cluster)) reportCluster(cluster, false)
    for (const cluster of previousClusters) {
      if (nextClusters.includes(cluster)) continue
      reportCluster(cluster, true)
      closers.get(cluster)?.()
      closers.delete(cluster)
    }
  }

  await update(sources)
  const driver = startDriver({ clusters, tasks, timing, log }, signal)
  const handlers: Handlers = {
    ...clusterReads(clusters),
    ...requestLimits(clusters),
    ...clusterWrites(clusters, network),
    ...machineLookups(clusters),
    ...networkLookups(network),
    ...serviceReads(clusters),
    ...instanceReads(clusters),
    ...namespaceWrites(clusters),
    ...nodeWrites(clusters),
    ...nodeTasks(clusters, tasks, driver.wake),
    ...serviceCreation(clusters),
    ...serviceReplacement(clusters),
    ...serviceChanges(clusters),
    ...labelWrites(clusters),
    ...instanceWrites(clusters),
  }
  const unimplemented = unavailableWithout(handlers)
  return {
    handlers,
    update,
    watch: (onChange) => {
      // A separate function for each watch, so that one observer can watch twice.
      const observer = (change: Change) => onChange(change)
      observers.add(observer)
      return () => {
        observers.delete(observer)
      }
    },
    get unavailable() {
      return { ...unimplemented, ...unavailableByRights(handlers, clusters) }
    },
  }
}
