import { isFields } from '../../../src/contract/fields'
import {
  type ClusterAction,
  clusterConditions,
  failedClusterPrecondition,
} from '../../../src/contract/rules/preconditions'
import type { Context } from './handler'
import { clusterStatus } from './lifecycle/cluster/cluster'
import { clusterIn, clusterNotReady } from './refusals'

const isClusterAction = (action: string): action is ClusterAction =>
  Object.hasOwn(clusterConditions, action)

/** CVM's actions start parameter names with a capital letter. */
function clusterIdOf(params: unknown): string {
  const id = isFields(params) ? (params.clusterId ?? params.ClusterId) : undefined
  return typeof id === 'string' ? id : ''
}

/** Before the handler runs, refuses an action whose cluster has a status that does not allow it. */
export function checkConditions(action: string, params: unknown, context: Context): void {
  if (!isClusterAction(action)) return
  const cluster = clusterIn(context, clusterIdOf(params))
  const status = clusterStatus(context.world, cluster, context.now)
  if (failedClusterPrecondition(action, status)) throw clusterNotReady(cluster.id, status)
}
