import { longestRetention } from '../../../../src/contract/actions/monitoring/metrics'
import type { Step } from '../handler'
import type { DeletedNode, DeletedPod } from '../world/deletedResources'
import type { Node } from '../world/resources'
import type { Pod } from '../world/serviceResources'
import type { World } from '../world/world'
import { wakeForDisks } from './service/wake'

/**
 * Milliseconds for which deleted resources are kept, because their metrics can be queried for that
 * long.
 */
const retention = longestRetention * 1000

/**
 * Deletes a pod and frees its disks; if the pod ran on a node, the data for its metrics is kept.
 */
export function deletePod(world: World, pod: Pod, at: number): void {
  world.remove('pod', pod.id)
  wakeForDisks(world, pod.requests.disks, at)
  if (!pod.assignment) return
  const {
    requests: _requests,
    unschedulable: _unschedulable,
    initialRestarts: _initialRestarts,
    ...history
  } = pod
  world.put('deletedPod', { ...history, stoppingAt: pod.stoppingAt ?? at, wakeAt: at + retention })
}

/** Removes a node from the world, but keeps the data that its metrics need. */
export function removeNode(world: World, node: Node, at: number): void {
  world.remove('node', node.id)
  const { clusterId, createdAt, readyAt, facts } = node
  world.put('deletedNode', {
    id: `${node.id}/${createdAt}`,
    nodeId: node.id,
    clusterId,
    createdAt,
    readyAt,
    cpu: facts.cpu,
    mem: facts.mem,
    pastFaults: withFault(node, undefined, at).pastFaults,
    deletedAt: at,
    wakeAt: at + retention,
  })
}

/**
 * The node with `reason` as its fault, or with no fault; the current fault moves to the list of
 * past faults.
 */
export function withFault(node: Node, reason: string | undefined, at: number): Node {
  const { fault, pastFaults = [] } = node
  const endedFault = fault ? [{ reason: fault.reason, from: fault.since, to: at }] : []
  const retained = [...pastFaults, ...endedFault].filter(
    (item) => item.to > item.from && item.to > at - retention,
  )
  return {
    ...node,
    fault: reason === undefined ? undefined : { reason, since: at },
    pastFaults: retained.length > 0 ? retained : undefined,
  }
}

/**
 * Deletes the data of deleted pods and nodes of a cluster, because metrics of a deleted cluster
 * cannot be queried.
 */
export function forgetDeleted(world: World, clusterId: string): void {
  for (const kind of ['deletedPod', 'deletedNode'] as const) {
    for (const { id } of world.ownedBy(kind, clusterId)) world.remove(kind, id)
  }
}

export const stepDeletedPod: Step<DeletedPod> = ({ id }, _at, { world }) =>
  world.remove('deletedPod', id)
export const stepDeletedNode: Step<DeletedNode> = ({ id }, _at, { world }) =>
  world.remove('deletedNode', id)
