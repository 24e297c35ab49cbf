import { clustersPerRegion, nodesPerCluster } from '../../../src/contract/rules/quota'
import { denied } from '../apiError'
import type { Context } from './handler'

/** Refuses one more cluster in a region that is full; clusters that are being deleted still count. */
export function checkClusterQuota({ world, region }: Context): void {
  const count = world.all('cluster').filter((one) => one.region === region.long).length
  if (count < clustersPerRegion) return
  throw denied(
    'QuotaMaxClsLimit',
    `region ${region.long} has ${count} clusters; the quota is ${clustersPerRegion}`,
  )
}

/** Number of nodes that a cluster can still take. */
export const nodesLeft = ({ world }: Context, clusterId: string) =>
  Math.max(0, nodesPerCluster - world.ownedBy('node', clusterId).length)

/** Refuses more nodes than a cluster can still take. */
export function checkNodeQuota(context: Context, clusterId: string, wanted: number): void {
  const left = nodesLeft(context, clusterId)
  if (wanted <= left) return
  throw denied(
    'QuotaMaxNodLimit',
    `a cluster has at most ${nodesPerCluster} nodes; ${left} more can be added, not ${wanted}`,
  )
}
