import type { Pod, Service, Template } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { isLive } from '../pod/phases'
import { matchesNode, matchesPods } from './affinity'
import { capacityOf, freeIp, maxPods, type NodeUsage, nodeUsages } from './capacity'

/**
 * Reasons why a node rejects a pod, in Kubernetes' wording; one entry for each insufficient
 * resource.
 */
function rejections(
  usage: NodeUsage,
  pod: Pod,
  template: Template,
  clusterPods: readonly Pod[],
  at: number,
): string[] {
  const { node, pods, used } = usage
  const capacity = capacityOf(node)
  if (at < node.readyAt || node.fault) return ['node(s) were not ready']
  if (node.unschedulable || node.deletionEndsAt !== undefined) return ['node(s) were unschedulable']
  if (!matchesNode(template.nodeAffinity, node)) return ["node(s) didn't match node selector"]
  if (!matchesPods(template.podAffinity, pod, pods.filter(isLive), clusterPods)) {
    return ["node(s) didn't match pod affinity rules"]
  }
  return [
    ...(used.cpu + pod.requests.cpu > capacity.cpu ? ['Insufficient cpu'] : []),
    ...(used.memory + pod.requests.memory > capacity.memory ? ['Insufficient memory'] : []),
    ...(pods.length >= maxPods(node) ? ['Insufficient pods'] : []),
  ]
}

/**
 * Whether another pod, in any cluster, uses one of the pod's cloud disks; a disk can be attached to
 * only one machine at a time.
 */
function areDisksTaken(world: World, pod: Pod): boolean {
  if (pod.requests.disks.length === 0) return false
  return world
    .all('pod')
    .some(
      (item) =>
        item.id !== pod.id &&
        item.assignment &&
        item.requests.disks.some((disk) => pod.requests.disks.includes(disk)),
    )
}

/** Prefers the node with fewer pods of the same service, then the node with more free resources. */
function isBetter(usage: NodeUsage, best: NodeUsage, pod: Pod): boolean {
  const siblings = ({ pods }: NodeUsage) =>
    pods.filter((p) => isLive(p) && isSibling(p, pod)).length
  const fullness = ({ node, used }: NodeUsage) =>
    used.cpu / capacityOf(node).cpu + used.memory / capacityOf(node).memory
  const siblingDifference = siblings(usage) - siblings(best)
  if (siblingDifference !== 0) return siblingDifference < 0
  const fullnessDifference = fullness(usage) - fullness(best)
  if (fullnessDifference !== 0) return fullnessDifference < 0
  return usage.pods.length < best.pods.length
}

const isSibling = (a: Pod, b: Pod) => a.service === b.service && a.namespace === b.namespace

/**
 * Message for a pod that fits on no node, e.g. `0/3 nodes are available: 1 Insufficient memory, 2
 * node(s) were not ready.`
 */
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

/** Selects a node for a pod at `at`, or returns the reason why no node fits. */
export function selectNode(
  world: World,
  service: Service,
  template: Template,
  pod: Pod,
  at: number,
): Placement {
  const usages = nodeUsages(world, service.clusterId)
  const clusterPods = usages.flatMap((usage) => usage.pods.filter(isLive))
  if (areDisksTaken(world, pod)) {
    return { message: unschedulableMessage(usages.map(() => ['node(s) had no available disk'])) }
  }
  const reasons = usages.map((usage) => rejections(usage, pod, template, clusterPods, at))
  const fittingNodes = usages.filter((_, index) => reasons[index]?.length === 0)
  const [first, ...rest] = fittingNodes
  if (!first) return { message: unschedulableMessage(reasons) }
  const room = rest.reduce((best, usage) => (isBetter(usage, best, pod) ? usage : best), first)
  return { room, ip: freeIp(room, pod) }
}
