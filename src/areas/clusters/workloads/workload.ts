/** CPU in millicores and memory in MiB: an instance's request, or a node's free capacity. */
export interface Amount {
  cpu: number
  memory: number
}

/** A service's instances by node, and the request of each. */
export interface Workload {
  namespace: string
  serviceName: string
  needs: Amount
  /** Number of the service's instances by node address. */
  onNode: Readonly<Record<string, number>>
}

export interface RemainingNode extends Amount {
  /** Private address of the node. */
  address: string
}

const countOn = ({ onNode }: Workload, addresses: readonly string[]) =>
  addresses.reduce((sum, address) => sum + (onNode[address] ?? 0), 0)

/** Free capacity of the node. */
export function freeCapacity(host: RemainingNode, workloads: readonly Workload[]): Amount {
  const used = (of: (needs: Amount) => number) =>
    workloads.reduce(
      (sum, workload) => sum + countOn(workload, [host.address]) * of(workload.needs),
      0,
    )
  return {
    cpu: host.cpu - used((needs) => needs.cpu),
    memory: host.memory - used((needs) => needs.memory),
  }
}

/** Services with instances on the given nodes, and how many would move. */
export const movedFrom = (addresses: readonly string[], workloads: readonly Workload[]) =>
  workloads
    .map((workload) => ({ ...workload, count: countOn(workload, addresses) }))
    .filter(({ count }) => count > 0)

/** How many of the moved instances fit on no other node; the largest are placed first. */
export function countUnplaced(
  addresses: readonly string[],
  hosts: readonly RemainingNode[],
  workloads: readonly Workload[],
): number {
  const rooms = hosts
    .filter((host) => !addresses.includes(host.address))
    .map((host) => freeCapacity(host, workloads))
  const moving = movedFrom(addresses, workloads)
    .flatMap(({ needs, count }) => Array.from({ length: count }, () => needs))
    .toSorted((a, b) => b.memory - a.memory || b.cpu - a.cpu)
  let unplaced = 0
  for (const { cpu, memory } of moving) {
    const room = rooms.find((candidate) => candidate.cpu >= cpu && candidate.memory >= memory)
    if (!room) unplaced += 1
    else {
      room.cpu -= cpu
      room.memory -= memory
    }
  }
  return unplaced
}
