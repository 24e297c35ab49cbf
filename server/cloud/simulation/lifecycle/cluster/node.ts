import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterInstances } from '../../../../../src/contract/actions/clusters/clusters'
import { cidrOf, parseCidr, sizeOf } from '../../../../../src/contract/rules/cidr'
import { denied } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { StepContext } from '../../handler'
import { evictionDelay } from '../../world/durations'
import type { Cluster, Machine, Node } from '../../world/resources'
import type { World } from '../../world/world'
import { removeNode, withFault } from '../deleted'
import { evictPods } from '../pod/pod'
import { wakeWaiting } from '../service/wake'
import { conditionsOf } from './conditions'
import { osImages } from './machine'

type Ground = StepContext

/**
 * Allocates a part of the cluster's CIDR to a node: a /24 of a /16, and never fewer than eight
 * addresses.
 */
function freePodCidr(world: World, cluster: Cluster): string {
  const clusterBlock = parseCidr(cluster.cidr)
  const bits = Math.max(24, Math.min(29, clusterBlock.bits + 5))
  const usedCidrs = new Set(world.ownedBy('node', cluster.id).map((node) => node.facts.podCidr))
  for (
    let first = clusterBlock.first;
    first < clusterBlock.first + sizeOf(clusterBlock);
    first += sizeOf({ first, bits })
  ) {
    const cidr = cidrOf({ first, bits })
    if (!usedCidrs.has(cidr)) return cidr
  }
  throw denied('ClusterCIDRNotEnough', `${cluster.cidr} has no addresses for another node`)
}

/**
 * Adds a machine to a cluster as a node, which gets the cluster's OS and accepts instances from
 * `readyAt` on.
 */
export function joinCluster(
  world: World,
  cluster: Cluster,
  machine: Machine,
  times: { at: number; readyAt: number },
): Node {
  const { osImage, kernelVersion } = osImages[cluster.os]
  const facts = { ...machine.facts, osImage }
  world.put('machine', { ...machine, facts })
  const node: Node = {
    id: machine.id,
    clusterId: cluster.id,
    facts: { ...facts, kernelVersion, podCidr: freePodCidr(world, cluster) },
    labels: {},
    unschedulable: false,
    createdAt: times.at,
    readyAt: times.readyAt,
    wakeAt: times.readyAt,
  }
  world.put('node', node)
  return node
}

/**
 * Reserved label key for fault injection: the values below make the node abnormal for that reason
 * until the label is removed; `Unknown` makes the node unreachable.
 */
export const faultLabel = 'fault'
export const faultReasons = [
  'MemoryPressure',
  'OutOfDisk',
  'NetworkUnavailable',
  'Unknown',
] as const

/** Current faults of a node, in the order in which they began. */
export const faultsOf = ({ fault }: Node): readonly string[] => fault?.reason.split(',') ?? []

/** Joins reasons into the format of `abnormalReason`; undefined if there are none. */
export const joinedReasons = (reasons: readonly string[]): string | undefined =>
  reasons.length > 0 ? [...new Set(reasons)].join(',') : undefined

/**
 * The node with the comma-separated faults `reason` from `at` on; an undefined `reason` clears all
 * faults.
 */
export function setFault(
  node: Node,
  reason: string | undefined,
  at: number,
  context: Ground,
): Node {
  if (reason === undefined)
    return { ...withFault(node, undefined, at), wakeAt: Math.max(at, node.readyAt) }
  const evictAt = Math.max(node.readyAt, at + evictionDelay(context))
  const wakeAt = Math.min(evictAt, node.deletionEndsAt ?? evictAt)
  return { ...withFault(node, reason, at), wakeAt }
}

/** If a node stays unreachable, its instances are restarted on other nodes. */
const isUnreachable = (node: Node) => faultsOf(node).includes('Unknown')

/**
 * Lifecycle step of a node at time `at`: removes it, makes it ready, or evicts its instances if it
 * is unreachable.
 */
export function stepNode(node: Node, at: number, context: Ground): void {
  const { world } = context
  if (node.deletionEndsAt !== undefined && node.deletionEndsAt <= at) {
    removeNode(world, node, at)
    if (world.get('machine', node.id)?.returned) world.remove('machine', node.id)
    // Pending pods are retried, so that their FailedScheduling message is up to date.
    wakeWaiting(world, node.clusterId, at)
    return
  }
  world.put('node', { ...node, wakeAt: node.deletionEndsAt })
  if (isUnreachable(node)) evictPods(world, node.id, at, context)
  else wakeWaiting(world, node.clusterId, at)
}

/** State of a machine, whether it is spare or in a cluster (api-facts.md 5.4). */
export function machineState(
  node: Node | undefined,
  machine: Machine | undefined,
  now: number,
): number {
  if (!node) return machine?.state ?? 2
  if (node.deletionEndsAt !== undefined && machine?.returned) return 6
  if (now < node.readyAt) return machine?.createdAt === node.createdAt ? 3 : 14
  return machine?.state ?? 2
}

export const isNormal = (node: Node, now: number) => now >= node.readyAt && !node.fault

/** A node in the form that DescribeClusterInstances returns. */
export function nodeInfo(
  world: World,
  node: Node,
  now: number,
): ResponseOf<typeof DescribeClusterInstances>['nodes'][number] {
  const machine = world.get('machine', node.id)
  return {
    ...node.facts,
    isNormal: isNormal(node, now) ? 1 : 0,
    abnormalReason: node.fault?.reason ?? '',
    cvmState: machineState(node, machine, now),
    createdAt: beijingTime(node.createdAt),
    instanceCreateTime: beijingTime(machine?.createdAt ?? node.createdAt),
    labels: node.labels,
    unschedulable: node.unschedulable,
    conditions: conditionsOf(node, now),
  }
}
