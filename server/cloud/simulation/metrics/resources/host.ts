import type { PastNode } from '../../world/pastResources'
import type { Node } from '../../world/resources'
import type { World } from '../../world/world'

export interface Interval {
  from: number
  to: number
}

/** A current or removed node, for metrics. */
export interface Host {
  nodeId: string
  /** Cores. */
  cpu: number
  /** GB. */
  mem: number
  createdAt: number
  from: number
  to: number
  /** Unreachable: no measurements. */
  dark: Interval[]
  /** Memory pressure from outside the containers. */
  pressed: Interval[]
  /** No network traffic. */
  cut: Interval[]
}

/**
 * Whether an instant is in one of the intervals, exclusive of the start and inclusive of the end.
 */
export function isWithin(intervals: readonly Interval[], at: number): boolean {
  for (let index = 0; index < intervals.length; index += 1) {
    const one = intervals[index]
    if (one && at > one.from && at <= one.to) return true
  }
  return false
}

type Troubled = Pick<Node, 'trouble' | 'troubles'>

function intervalsOf({ trouble, troubles = [] }: Troubled, word: string): Interval[] {
  const present = trouble
    ? [{ reason: trouble.reason, from: trouble.since, to: Number.POSITIVE_INFINITY }]
    : []
  return [...troubles, ...present].filter((one) => one.reason.includes(word))
}

const facesOf = (node: Troubled) => ({
  dark: intervalsOf(node, 'Unknown'),
  pressed: intervalsOf(node, 'MemoryPressure'),
  cut: intervalsOf(node, 'NetworkUnavailable'),
})

const hostOf = (node: Node): Host => ({
  nodeId: node.id,
  cpu: node.facts.cpu,
  mem: node.facts.mem,
  createdAt: node.createdAt,
  from: node.readyAt,
  to: Number.POSITIVE_INFINITY,
  ...facesOf(node),
})

const pastHostOf = (node: PastNode): Host => ({
  nodeId: node.nodeId,
  cpu: node.cpu,
  mem: node.mem,
  createdAt: node.createdAt,
  from: node.readyAt,
  to: node.goneAt,
  ...facesOf(node),
})

/** Current and removed nodes of a cluster, in an order that is stable across restarts. */
export const hostsOf = (world: World, clusterId: string): Host[] =>
  [
    ...world.of('node', clusterId).map(hostOf),
    ...world.of('pastNode', clusterId).map(pastHostOf),
  ].sort((one, other) =>
    one.nodeId === other.nodeId
      ? one.createdAt - other.createdAt
      : one.nodeId < other.nodeId
        ? -1
        : 1,
  )
