import type { PastNode } from '../../world/pastResources'
import type { Node } from '../../world/resources'
import type { World } from '../../world/world'

export interface Interval {
  from: number
  to: number
}

/** A node, or one of the past: where pods are or were. */
export interface Host {
  nodeId: string
  /** Cores. */
  cpu: number
  /** GB. */
  mem: number
  createdAt: number
  from: number
  to: number
  /** Out of reach: nothing is measured on it. */
  dark: Interval[]
  /** Something other than containers fills its memory. */
  pressed: Interval[]
  /** Nothing comes through to it. */
  cut: Interval[]
}

/** Whether something lasted at an instant, from just after its beginning to its end. */
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

/** All nodes that a cluster has and has had, in an order that a restart keeps. */
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
