import {
  type ClusterAction,
  clusterConditions,
  clusterObstacle,
} from '../../../src/contract/rules/preconditions'
import type { Flat } from '../endpoint/parameters'
import type { Context } from './handler'
import { clusterStatus } from './lifecycle/cluster/cluster'
import { clusterIn, clusterNotReady } from './refusals'

const isClusterAction = (action: string): action is ClusterAction =>
  Object.hasOwn(clusterConditions, action)

/** Refuses an action on or in a cluster whose status does not allow it, before anything else of it is looked at. */
export function checkConditions(action: string, flat: Flat, context: Context): void {
  if (!isClusterAction(action)) return
  const cluster = clusterIn(context, flat.clusterId ?? flat.ClusterId ?? '')
  const status = clusterStatus(context.world, cluster, context.now)
  if (clusterObstacle(action, status)) throw clusterNotReady(cluster.id, status)
}
