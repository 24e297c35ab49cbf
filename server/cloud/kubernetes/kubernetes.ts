import type { Backend, Handlers } from '../backend'
import { openCluster } from './clusters/cluster'
import { clusterReads } from './clusters/read'
import { requestLimits } from './clusters/requestLimits'
import { clusterWrites } from './clusters/writeClusters'
import { namespaceWrites } from './clusters/writeNamespaces'
import { nodeWrites } from './clusters/writeNodes'
import { instanceReads } from './instances/read'
import { instanceWrites } from './instances/write'
import { machineLookups } from './lookups/machines'
import { networkLookups } from './lookups/network'
import type { KubernetesPorts } from './ports'
import { removeUnfinished, serviceCreation } from './services/create'
import { labelWrites } from './services/labels'
import { serviceChanges } from './services/modify'
import { serviceReads } from './services/read'
import { serviceReplacement } from './services/replace'
import { startDriver } from './tasks/driver'
import { nodeTasks } from './tasks/handlers'
import { unavailableByRights, unavailableWithout } from './unavailable'

/** A backend of real clusters, one per context; aborting `signal` stops its watches. */
export async function createKubernetes(
  { clusters: sources, tasks, network, timing, log }: KubernetesPorts,
  signal: AbortSignal,
): Promise<Backend> {
  const clusters = await Promise.all(
    sources.map((source) => openCluster(source, timing, log, signal)),
  )
  for (const cluster of clusters) void removeUnfinished(cluster, timing, log, signal)
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
  const missing = unavailableWithout(handlers)
  return {
    handlers,
    get unavailable() {
      return { ...missing, ...unavailableByRights(handlers, clusters) }
    },
  }
}
