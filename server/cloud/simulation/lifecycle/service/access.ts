import type { DecodedOf } from '../../../../../src/contract/action'
import type { CreateClusterService } from '../../../../../src/contract/actions/services/services'
import { addressOf, blockOf, sizeOf } from '../../../../../src/contract/rules/cidr'
import { denied, invalid } from '../../../apiError'
import type { Context } from '../../handler'
import { networkOf } from '../../seed/network'
import { hashOf } from '../../world/hash'
import { idOf } from '../../world/ids'
import type { Cluster, Service } from '../../world/resources'
import { serviceKey, type World } from '../../world/world'
import { publicAddress } from '../cluster/machine'
import { paceOf } from '../pod/pace'

type Wish = Pick<
  DecodedOf<typeof CreateClusterService>,
  'namespace' | 'serviceName' | 'accessType' | 'portMappings' | 'subnetId'
>
type Access = Service['access']
type Port = Access['ports'][number]

const nodePorts = { first: 30_000, count: 2768 }

const hasNodePorts = (type: Access['type']) => type === 'LoadBalancer' || type === 'SvcLBTypeInner'

const others = (world: World, cluster: Cluster, wish: Wish) =>
  world
    .of('service', cluster.id)
    .filter((one) => one.id !== serviceKey(cluster.id, wish.namespace, wish.serviceName))

function refuseTwice(ports: NonNullable<Wish['portMappings']>): void {
  const seen = new Set<string>()
  for (const [index, { lbPort, protocol }] of ports.entries()) {
    const key = `${lbPort}/${protocol}`
    if (seen.has(key)) throw invalid(`portMappings.${index}.lbPort`, `${key} is given twice`)
    seen.add(key)
  }
}

/** Requested ports; omitted node ports keep their number or are allocated. */
function portsOf(world: World, cluster: Cluster, wish: Wish, before: Access | undefined): Port[] {
  const wanted = wish.portMappings ?? []
  refuseTwice(wanted)
  if (!hasNodePorts(wish.accessType)) return wanted.map((one) => ({ ...one, nodePort: 0 }))
  const taken = new Set(
    others(world, cluster, wish).flatMap((one) => one.access.ports.map((port) => port.nodePort)),
  )
  for (const [index, { nodePort }] of wanted.entries()) {
    if (!nodePort) continue
    if (taken.has(nodePort)) {
      throw denied(
        'NodePortAlreadyAllocated',
        `portMappings.${index}.nodePort ${nodePort} is taken`,
      )
    }
    taken.add(nodePort)
  }
  return wanted.map((one) => {
    if (one.nodePort) return { ...one, nodePort: one.nodePort }
    const same = before?.ports.find(
      ({ lbPort, protocol }) => lbPort === one.lbPort && protocol === one.protocol,
    )?.nodePort
    const isFree = same !== undefined && same > 0 && !taken.has(same)
    const nodePort = isFree ? same : freePort(taken, `${cluster.id}/${wish.serviceName}`)
    taken.add(nodePort)
    return { ...one, nodePort }
  })
}

function freePort(taken: ReadonlySet<number>, seed: string): number {
  const begin = hashOf(seed)
  for (let step = 0; step < nodePorts.count; step += 1) {
    const port = nodePorts.first + ((begin + step) % nodePorts.count)
    if (!taken.has(port)) return port
  }
  throw denied('NodePortNotEnough', 'all node ports of the cluster are taken')
}

/**
 * Service addresses are the last quarter of the cluster's CIDR; pod CIDRs of nodes are taken from
 * the front.
 */
function freeServiceIp(world: World, cluster: Cluster, wish: Wish): string {
  const block = blockOf(cluster.cidr)
  const count = Math.floor(sizeOf(block) / 4) - 2
  const first = block.first + sizeOf(block) - count - 1
  const taken = new Set(others(world, cluster, wish).map((one) => one.access.serviceIp))
  const begin = hashOf(`${cluster.id}/${wish.namespace}/${wish.serviceName}`)
  for (let step = 0; step < count; step += 1) {
    const ip = addressOf(first + ((begin + step) % count))
    if (!taken.has(ip)) return ip
  }
  throw denied('ServiceIPNotEnough', `${cluster.cidr} has no address for another service`)
}

/**
 * A free address of the subnet for a load balancer, from the end, because machines take addresses
 * from the front.
 */
function innerAddress(world: World, cluster: Cluster, subnetId: string): string {
  const subnet = networkOf(cluster.region).subnets.find(
    (one) => one.unSubnetId === subnetId && one.vpc.unVpcId === cluster.unVpcId,
  )
  if (!subnet) throw invalid('subnetId', `${subnetId} is no subnet of the VPC ${cluster.unVpcId}`)
  const block = blockOf(subnet.cidr)
  const taken = new Set(world.all('service').map((one) => one.access.lb?.ip))
  for (let last = sizeOf(block) - 2; last > 0; last -= 1) {
    const ip = addressOf(block.first + last)
    if (!taken.has(ip)) return ip
  }
  throw denied('SubnetIPNotEnough', `subnet ${subnetId} has no free address`)
}

type Ground = Pick<Context, 'world' | 'now' | 'random' | 'speed'>

function loadBalancer(cluster: Cluster, wish: Wish, before: Access | undefined, ground: Ground) {
  if (!hasNodePorts(wish.accessType)) return undefined
  const { world, now, random, speed } = ground
  const stays = before?.type === wish.accessType && before.subnetId === subnetOf(wish)
  if (stays && before.lb) return before.lb
  const ip =
    wish.accessType === 'SvcLBTypeInner'
      ? innerAddress(world, cluster, wish.subnetId ?? '')
      : publicAddress(random)
  return {
    id: idOf('lb', random),
    ip,
    createdAt: now,
    readyAt: now + paceOf('loadBalancer', random(), speed),
  }
}

const subnetOf = (wish: Wish) => (wish.accessType === 'SvcLBTypeInner' ? wish.subnetId : undefined)

/**
 * Access of a service as requested. Addresses, node ports and the load balancer of `before` are
 * kept where still requested. Throws for a repeated port (4000), a taken node port (5100) and a
 * subnet outside the cluster's VPC (4000).
 */
export function accessFor(
  cluster: Cluster,
  wish: Wish,
  ground: Ground,
  before?: Access | undefined,
): Access {
  const { world } = ground
  const isOff = wish.accessType === 'None'
  return {
    type: wish.accessType,
    subnetId: subnetOf(wish),
    ports: isOff ? [] : portsOf(world, cluster, wish, before),
    serviceIp: isOff ? '' : before?.serviceIp || freeServiceIp(world, cluster, wish),
    lb: loadBalancer(cluster, wish, before, ground),
  }
}
