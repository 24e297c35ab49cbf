import type { DeletedNode } from '../../world/deletedResources'
import type { Node } from '../../world/resources'
import type { World } from '../../world/world'

export interface Interval {
  from: number
  to: number
}

/** A current or removed node of a cluster, as metrics need it. */
export interface Host {
  nodeId: string
  /** Number of cores. */
  cpu: number
  /** Memory in GB. */
  mem: number
  createdAt: number
  from: number
  to: number
  /** Periods without measurements because the node was unreachable. */
  unreachable: Interval[]
  /** Periods with memory pressure that processes outside the containers cause. */
  memoryPressure: Interval[]
  /** Periods without network traffic. */
  noNetwork: Interval[]
}

/**
 * Whether an instant lies in one of the intervals, which exclude their start and include their end.
 */
export function isWithin(intervals: readonly Interval[], at: number): boolean {
  for (let index = 0; index < intervals.length; index += 1) {
    const interval = intervals[index]
    if (interval && at > interval.from && at <= interval.to) return true
  }
  return false
}

type NodeFaults = Pick<Node, 'fault' | 'pastFaults'>

function intervalsOf({ fault, pastFaults = [] }: NodeFaults, reason: string): Interval[] {
  const currentFault = fault
    ? [{ reason: fault.reason, from: fault.since, to: Number.POSITIVE_INFINITY }]
    : []
  return [...pastFaults, ...currentFault].filter((item) => item.reason.includes(reason))
}

const faultIntervals = (node: NodeFaults) => ({
  unreachable: intervalsOf(node, 'Unknown'),
  memoryPressure: intervalsOf(node, 'MemoryPressure'),
  noNetwork: intervalsOf(node, 'NetworkUnavailable'),
})

const hostOf = (node: Node): Host => ({
  nodeId: node.id,
  cpu: node.facts.cpu,
  mem: node.facts.mem,
  createdAt: node.createdAt,
  from: node.readyAt,
  to: Number.POSITIVE_INFINITY,
  ...faultIntervals(node),
})

const deletedHostOf = (node: DeletedNode): Host => ({
  nodeId: node.nodeId,
  cpu: node.cpu,
  mem: node.mem,
  createdAt: node.createdAt,
  from: node.readyAt,
  to: node.deletedAt,
  ...faultIntervals(node),
})

/** Current and removed nodes of a cluster, in an order that does not change with a restart. */
export const hostsOf = (world: World, clusterId: string): Host[] =>
  [
    ...world.ownedBy('node', clusterId).map(hostOf),
    ...world.ownedBy('deletedNode', clusterId).map(deletedHostOf),
  ].sort((a, b) =>
    a.nodeId === b.nodeId ? a.createdAt - b.createdAt : a.nodeId < b.nodeId ? -1 : 1,
  )
