import { quotas } from '../../../src/contract/tables/quotas'
import { denied } from '../apiError'
import type { Context } from './handler'

/**
 * Cluster quota of the account for each initial world; the demo and large worlds contain more
 * clusters than the default quota allows.
 */
const raisedQuotas = { demo: 20, large: 300, empty: quotas.clusters.default } as const

/**
 * Throws if another cluster would exceed the account's quota; clusters being deleted still count.
 */
export function checkClusterQuota({ world }: Context): void {
  const count = world.all('cluster').length
  const quota = raisedQuotas[world.get('format', 'world')?.seeded ?? 'empty']
  if (count < quota) return
  throw denied(
    quotas.clusters.codeDesc,
    `the account has ${count} clusters in all regions; its quota is ${quota}`,
  )
}

/** Number of nodes that can still be added to the cluster. */
export const nodesLeft = ({ world }: Context, clusterId: string) =>
  Math.max(0, quotas.nodes.default - world.ownedBy('node', clusterId).length)

/** Throws if the cluster's node quota does not allow `requested` more nodes. */
export function checkNodeQuota(context: Context, clusterId: string, requested: number): void {
  const remaining = nodesLeft(context, clusterId)
  if (requested <= remaining) return
  throw denied(
    quotas.nodes.codeDesc,
    `a cluster has at most ${quotas.nodes.default} nodes; ${remaining} more can be added, not ${requested}`,
  )
}
