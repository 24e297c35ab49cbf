import type { Pod, Service, Template } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { isLive } from '../pod/phases'
import { matchesNode, matchesPods } from './affinity'
import { capacityOf, freeIp, maxPods, type NodeUsage, nodeUsages } from './capacity'

/** Why a node rejects a pod, as Kubernetes words it; one entry per insufficient resource. */
function rejections(
  room: NodeUsage,
  pod: Pod,
  template: Template,
  inCluster: readonly Pod[],
  at: number,
): string[] {
  const { node, pods, used } = room
  const capacity = capacityOf(node)
  if (at < node.readyAt || node.fault) return ['node(s) were not ready']
  if (node.unschedulable || node.deletionEndsAt !== undefined) return ['node(s) were unschedulable']
  if (!matchesNode(template.nodeAffinity, node)) return ["node(s) didn't match node selector"]
  if (!matchesPods(template.podAffinity, pod, pods.filter(isLive), inCluster)) {
    return ["node(s) didn't match pod affinity rules"]
  }
  return [
    ...(used.cpu + pod.requests.cpu > capacity.cpu ? ['Insufficient cpu'] : []),
    ...(used.memory + pod.requests.memory > capacity.memory ? ['Insufficient memory'] : []),
    ...(pods.length >= maxPods(node) ? ['Insufficient pods'] : []),
  ]
}

/**
 * Whether another pod, in any cluster, has one of the pod's cloud disks; a disk is attached to one
 * machine at a time.
 */
function areDisksTaken(world: World, pod: Pod): boolean {
  if (pod.requests.disks.length === 0) return false
  return world
    .all('pod')
    .some(
      (one) =>
        one.id !== pod.id &&
        one.assignment &&
        one.requests.disks.some((disk) => pod.requests.disks.includes(disk)),
    )
}

/** Order of preference: fewer pods of the same service, then the emptier node. */
function isBetter(one: NodeUsage, other: NodeUsage, pod: Pod): boolean {
  const siblings = ({ pods }: NodeUsage) =>
    pods.filter((p) => isLive(p) && isSibling(p, pod)).length
  const fullness = ({ node, used }: NodeUsage) =>
    used.cpu / capacityOf(node).cpu + used.memory / capacityOf(node).memory
  const sameService = siblings(one) - siblings(other)
  if (sameService !== 0) return sameService < 0
  const full = fullness(one) - fullness(other)
  if (full !== 0) return full < 0
  return one.pods.length < other.pods.length
}

const isSibling = (one: Pod, other: Pod) =>
  one.service === other.service && one.namespace === other.namespace

/** E.g. `0/3 nodes are available: 1 Insufficient memory, 2 node(s) were not ready.` */
function unschedulableMessage(reasons: readonly (readonly string[])[]): string {
  if (reasons.length === 0) return 'no nodes available to schedule pods'
  const counts = new Map<string, number>()
  for (const reason of reasons.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort()
  return `0/${reasons.length} nodes are available: ${parts.join(', ')}.`
}

export type Placement =
  | { room: NodeUsage; ip: string; message?: never }
  | { message: string; room?: never }

/** Selects a node for a pod at `at`, or returns the reason why none fits. */
export function selectNode(
  world: World,
  service: Service,
  template: Template,
  pod: Pod,
  at: number,
): Placement {
  const rooms = nodeUsages(world, service.clusterId)
  const inCluster = rooms.flatMap((room) => room.pods.filter(isLive))
  if (areDisksTaken(world, pod)) {
    return { message: unschedulableMessage(rooms.map(() => ['node(s) had no available disk'])) }
  }
  const reasons = rooms.map((room) => rejections(room, pod, template, inCluster, at))
  const fitting = rooms.filter((_, index) => reasons[index]?.length === 0)
  const [first, ...rest] = fitting
  if (!first) return { message: unschedulableMessage(reasons) }
  const room = rest.reduce((best, one) => (isBetter(one, best, pod) ? one : best), first)
  return { room, ip: freeIp(room, pod) }
}
