import { longestRetention } from '../../../../src/contract/actions/monitoring/metrics'
import type { Step } from '../handler'
import type { PastNode, PastPod } from '../world/pastResources'
import type { Node, Pod } from '../world/resources'
import type { World } from '../world/world'
import { wakeForDisks } from './service/wake'

/** Milliseconds that deleted resources are kept; metrics can be queried for as long. */
const kept = longestRetention * 1000

/** Deletes a pod and frees its disks; a pod that ran on a node is kept for its metrics. */
export function buryPod(world: World, pod: Pod, at: number): void {
  world.remove('pod', pod.id)
  wakeForDisks(world, pod.needs.disks, at)
  if (!pod.placed) return
  const { needs: _needs, refused: _refused, restartsBefore: _before, ...lived } = pod
  world.put('pastPod', { ...lived, stoppingAt: pod.stoppingAt ?? at, wakeAt: at + kept })
}

/** Removes a node and keeps what its metrics need. */
export function buryNode(world: World, node: Node, at: number): void {
  world.remove('node', node.id)
  const { clusterId, createdAt, readyAt, facts } = node
  world.put('pastNode', {
    id: `${node.id}/${createdAt}`,
    nodeId: node.id,
    clusterId,
    createdAt,
    readyAt,
    cpu: facts.cpu,
    mem: facts.mem,
    troubles: withTrouble(node, undefined, at).troubles,
    goneAt: at,
    wakeAt: at + kept,
  })
}

/** The node with another fault, or none; its current fault moves to the list of past faults. */
export function withTrouble(node: Node, reason: string | undefined, at: number): Node {
  const { trouble, troubles = [] } = node
  const past = trouble ? [{ reason: trouble.reason, from: trouble.since, to: at }] : []
  const all = [...troubles, ...past].filter((one) => one.to > one.from && one.to > at - kept)
  return {
    ...node,
    trouble: reason === undefined ? undefined : { reason, since: at },
    troubles: all.length > 0 ? all : undefined,
  }
}

/** Metrics of a deleted cluster cannot be queried. */
export function forgetPast(world: World, clusterId: string): void {
  for (const kind of ['pastPod', 'pastNode'] as const) {
    for (const { id } of world.of(kind, clusterId)) world.remove(kind, id)
  }
}

export const stepPastPod: Step<PastPod> = ({ id }, _at, { world }) => world.remove('pastPod', id)
export const stepPastNode: Step<PastNode> = ({ id }, _at, { world }) => world.remove('pastNode', id)
