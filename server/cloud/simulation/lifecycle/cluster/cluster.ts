import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeCluster } from '../../../../../src/contract/actions/clusters/clusters'
import { regionOf } from '../../../../../src/contract/rules/regions'
import { beijingTime } from '../../../beijingTime'
import type { Context } from '../../handler'
import { networkOf } from '../../seed/network'
import type { Cluster, Node } from '../../world/resources'
import type { World } from '../../world/world'
import { forgetDeleted } from '../deleted'
import { purgeServices } from '../service/purge'
import { isNormal } from './node'

type ClusterInfo = ResponseOf<typeof DescribeCluster>['clusters'][number]

/** Status of a cluster, derived from its own timestamps and those of its nodes. */
export function clusterStatus(world: World, cluster: Cluster, now: number): ClusterInfo['status'] {
  if (cluster.deletionEndsAt !== undefined) return 'Deleting'
  if (now < cluster.readyAt) return 'Creating'
  if (cluster.isolated) return 'Isolated'
  if (cluster.failed) return 'Abnormal'
  const nodes = world.ownedBy('node', cluster.id)
  const isMoving = (node: Node) => now < node.readyAt || node.deletionEndsAt !== undefined
  return nodes.some(isMoving) ? 'Scaling' : 'Running'
}

/**
 * Nodes that are still joining are counted only if the cluster has no other node: a cluster that is
 * being created has no normal node.
 */
function nodeStatus(nodes: readonly Node[], now: number): ClusterInfo['nodeStatus'] {
  const joined = nodes.filter((node) => now >= node.readyAt)
  const normal = joined.filter((node) => isNormal(node, now)).length
  if (normal === joined.length && (normal > 0 || nodes.length === 0)) return 'AllNormal'
  return normal === 0 ? 'AllAbnormal' : 'PartialAbnormal'
}

/** A cluster in the form that DescribeCluster returns. */
export function clusterInfo(world: World, cluster: Cluster, now: number): ClusterInfo {
  const nodes = world.ownedBy('node', cluster.id)
  const total = (amountOf: (node: Node) => number) =>
    nodes.reduce((sum, node) => sum + amountOf(node), 0)
  const vpc = networkOf(cluster.region).vpcs.find(
    (candidate) => candidate.unVpcId === cluster.unVpcId,
  )
  const { externalEndpoint } = cluster
  return {
    clusterId: cluster.id,
    clusterName: cluster.name,
    description: cluster.description,
    clusterCIDR: cluster.cidr,
    unVpcId: cluster.unVpcId,
    vpcId: vpc?.number ?? 0,
    status: clusterStatus(world, cluster, now),
    nodeNum: nodes.length,
    nodeStatus: nodeStatus(nodes, now),
    totalCpu: total((node) => node.facts.cpu),
    totalMem: total((node) => node.facts.mem),
    os: cluster.os,
    createdAt: beijingTime(cluster.createdAt),
    updatedAt: beijingTime(cluster.updatedAt),
    regionId: regionOf(cluster.region)?.id ?? 0,
    region: cluster.region,
    k8sVersion: cluster.k8sVersion,
    clusterExternalEndpoint: externalEndpoint ?? null,
    projectId: cluster.projectId,
  }
}

/**
 * Lifecycle step of a cluster at time `at`: ends its creation, or deletes it with everything in it.
 */
export function stepCluster(cluster: Cluster, at: number, { world }: Pick<Context, 'world'>): void {
  if (cluster.deletionEndsAt === undefined) {
    world.put('cluster', { ...cluster, updatedAt: at, wakeAt: undefined })
    return
  }
  if (at < cluster.deletionEndsAt) {
    world.put('cluster', { ...cluster, wakeAt: cluster.deletionEndsAt })
    return
  }
  purgeServices(world, cluster.id, at)
  for (const item of world.ownedBy('namespace', cluster.id)) world.remove('namespace', item.id)
  for (const node of world.ownedBy('node', cluster.id)) {
    world.remove('node', node.id)
    if (world.get('machine', node.id)?.returned) world.remove('machine', node.id)
  }
  forgetDeleted(world, cluster.id)
  world.remove('cluster', cluster.id)
}
