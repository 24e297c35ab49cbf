import { addressOf, parseCidr, sizeOf } from '../../../../../src/contract/rules/cidr'
import { hashOf } from '../../world/hash'
import type { Node } from '../../world/resources'
import type { Pod } from '../../world/serviceResources'
import type { World } from '../../world/world'

/**
 * Resources of a node that are reserved for the system (api-facts.md 5.1), by the size of the node:
 * cores by cores, and MiB by GiB.
 */
const reservedCpu = [
  [1, 0.06],
  [2, 0.07],
  [4, 0.08],
  [8, 0.09],
  [16, 0.11],
  [32, 0.14],
] as const
const reservedMemory = [
  [1, 160],
  [2, 320],
  [4, 420],
  [8, 830],
  [12, 1200],
  [16, 1300],
  [24, 1660],
  [32, 1830],
  [48, 2420],
] as const

/**
 * The reserve for a node of this size or the next larger listed size; the last entry for a larger
 * node.
 */
const reserveOf = (table: readonly (readonly [number, number])[], size: number): number =>
  (table.find(([tableSize]) => size <= tableSize) ?? table.at(-1))?.[1] ?? 0

/** Allocatable resources of a node, in thousandths of a core and MiB. */
export const capacityOf = ({ facts }: Node) => ({
  cpu: Math.round((facts.cpu - reserveOf(reservedCpu, facts.cpu)) * 1000),
  memory: facts.mem * 1024 - reserveOf(reservedMemory, facts.mem),
})

/**
 * Maximum number of pods of a node: Kubernetes' limit, or the size of the pod CIDR without the
 * network, bridge and broadcast addresses.
 */
export const maxPods = ({ facts }: Node) => Math.min(110, sizeOf(parseCidr(facts.podCidr)) - 3)

/** A node with its pods, including terminating pods, which use resources until they have ended. */
export interface NodeUsage {
  node: Node
  pods: Pod[]
  used: { cpu: number; memory: number }
}

/** All nodes of a cluster with their pods, sorted by ID. */
export function nodeUsages(world: World, clusterId: string): NodeUsage[] {
  const usages = new Map(
    world
      .ownedBy('node', clusterId)
      .map((node): [string, NodeUsage] => [
        node.id,
        { node, pods: [], used: { cpu: 0, memory: 0 } },
      ]),
  )
  for (const service of world.ownedBy('service', clusterId)) {
    for (const pod of world.ownedBy('pod', service.id)) {
      const usage = pod.assignment && usages.get(pod.assignment.nodeId)
      if (!usage) continue
      usage.pods.push(pod)
      usage.used.cpu += pod.requests.cpu
      usage.used.memory += pod.requests.memory
    }
  }
  return [...usages.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1))
}

/** A free address in the node's pod CIDR; empty if there is none. */
export function freeIp({ node, pods }: NodeUsage, pod: Pod): string {
  const block = parseCidr(node.facts.podCidr)
  const count = sizeOf(block) - 3
  const usedIps = new Set(pods.map((item) => item.assignment?.ip))
  const startIndex = hashOf(pod.id)
  for (let step = 0; step < count; step += 1) {
    const ip = addressOf(block.first + 2 + ((startIndex + step) % count))
    if (!usedIps.has(ip)) return ip
  }
  return ''
}
