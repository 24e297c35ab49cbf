import type { DecodedOf } from '../../../../../src/contract/action'
import type { CreateClusterService } from '../../../../../src/contract/actions/services/services'
import { addressOf, parseCidr, sizeOf } from '../../../../../src/contract/rules/cidr'
import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import { nodePortRange } from '../../../../../src/contract/tables/limits'
import { denied, invalid } from '../../../apiError'
import type { Context } from '../../handler'
import { networkOf } from '../../seed/network'
import { hashOf } from '../../world/hash'
import { randomId } from '../../world/ids'
import type { Cluster } from '../../world/resources'
import type { Service } from '../../world/serviceResources'
import { serviceKey, type World } from '../../world/world'
import { publicAddress } from '../cluster/machine'
import { phaseDuration } from '../pod/pace'

type AccessRequest = Pick<
  DecodedOf<typeof CreateClusterService>,
  'namespace' | 'serviceName' | 'accessType' | 'portMappings' | 'subnetId'
>
type Access = Service['access']
type Port = Access['ports'][number]

const nodePortCount = nodePortRange.last - nodePortRange.first + 1

const hasNodePorts = (accessType: Access['type']) =>
  defaultOf(dependentDefaults.nodePort, { accessType }) === 'allocated'

const otherServices = (world: World, cluster: Cluster, request: AccessRequest) =>
  world
    .ownedBy('service', cluster.id)
    .filter(
      (service) => service.id !== serviceKey(cluster.id, request.namespace, request.serviceName),
    )

function rejectRepeatedPorts(ports: NonNullable<AccessRequest['portMappings']>): void {
  const seen = new Set<string>()
  for (const [index, { lbPort, protocol }] of ports.entries()) {
    const key = `${lbPort}/${protocol}`
    if (seen.has(key)) throw invalid(`portMappings.${index}.lbPort`, `${key} is given twice`)
    seen.add(key)
  }
}

/**
 * Ports of the access as requested; if a node port is omitted, the current one is kept or a new one
 * allocated.
 */
function portsOf(
  world: World,
  cluster: Cluster,
  request: AccessRequest,
  previous: Access | undefined,
): Port[] {
  const requested = request.portMappings ?? []
  rejectRepeatedPorts(requested)
  if (!hasNodePorts(request.accessType)) return requested.map((item) => ({ ...item, nodePort: 0 }))
  const usedPorts = new Set(
    otherServices(world, cluster, request).flatMap((service) =>
      service.access.ports.map((port) => port.nodePort),
    ),
  )
  for (const [index, { nodePort }] of requested.entries()) {
    if (!nodePort) continue
    if (usedPorts.has(nodePort)) {
      throw denied(
        'NodePortAlreadyAllocated',
        `portMappings.${index}.nodePort ${nodePort} is taken`,
      )
    }
    usedPorts.add(nodePort)
  }
  return requested.map((item) => {
    if (item.nodePort) return { ...item, nodePort: item.nodePort }
    const previousPort = previous?.ports.find(
      ({ lbPort, protocol }) => lbPort === item.lbPort && protocol === item.protocol,
    )?.nodePort
    const isFree = previousPort !== undefined && previousPort > 0 && !usedPorts.has(previousPort)
    const nodePort = isFree
      ? previousPort
      : freePort(usedPorts, `${cluster.id}/${request.serviceName}`)
    usedPorts.add(nodePort)
    return { ...item, nodePort }
  })
}

function freePort(usedPorts: ReadonlySet<number>, seed: string): number {
  const startIndex = hashOf(seed)
  for (let step = 0; step < nodePortCount; step += 1) {
    const port = nodePortRange.first + ((startIndex + step) % nodePortCount)
    if (!usedPorts.has(port)) return port
  }
  throw denied('NodePortNotEnough', 'all node ports of the cluster are taken')
}

/**
 * Allocates a service IP from the last quarter of the cluster's CIDR; pod CIDRs of nodes are
 * allocated from the start.
 */
function freeServiceIp(world: World, cluster: Cluster, request: AccessRequest): string {
  const block = parseCidr(cluster.cidr)
  const count = Math.floor(sizeOf(block) / 4) - 2
  const first = block.first + sizeOf(block) - count - 1
  const usedIps = new Set(
    otherServices(world, cluster, request).map((service) => service.access.serviceIp),
  )
  const startIndex = hashOf(`${cluster.id}/${request.namespace}/${request.serviceName}`)
  for (let step = 0; step < count; step += 1) {
    const ip = addressOf(first + ((startIndex + step) % count))
    if (!usedIps.has(ip)) return ip
  }
  throw denied('ServiceIPNotEnough', `${cluster.cidr} has no address for another service`)
}

/**
 * Allocates a load balancer address from the end of the subnet, because machines get addresses from
 * the start.
 */
function innerAddress(world: World, cluster: Cluster, subnetId: string): string {
  const subnet = networkOf(cluster.region).subnets.find(
    (candidate) => candidate.unSubnetId === subnetId && candidate.vpc.unVpcId === cluster.unVpcId,
  )
  if (!subnet)
    throw invalid('subnetId', `${subnetId} is not a subnet of the VPC ${cluster.unVpcId}`)
  const block = parseCidr(subnet.cidr)
  const usedIps = new Set(world.all('service').map((item) => item.access.lb?.ip))
  for (let last = sizeOf(block) - 2; last > 0; last -= 1) {
    const ip = addressOf(block.first + last)
    if (!usedIps.has(ip)) return ip
  }
  throw denied('SubnetIPNotEnough', `subnet ${subnetId} has no free address`)
}

type AccessContext = Pick<Context, 'world' | 'now' | 'random' | 'speed'>

function loadBalancer(
  cluster: Cluster,
  request: AccessRequest,
  previous: Access | undefined,
  context: AccessContext,
) {
  if (!hasNodePorts(request.accessType)) return undefined
  const { world, now, random, speed } = context
  const isBalancerKept =
    previous?.type === request.accessType && previous.subnetId === subnetOf(request)
  if (isBalancerKept && previous.lb) return previous.lb
  const ip =
    request.accessType === 'SvcLBTypeInner'
      ? innerAddress(world, cluster, request.subnetId ?? '')
      : publicAddress(random)
  return {
    id: randomId('lb', random),
    ip,
    createdAt: now,
    readyAt: now + phaseDuration('loadBalancer', random(), speed),
  }
}

const subnetOf = (request: AccessRequest) =>
  request.accessType === 'SvcLBTypeInner' ? request.subnetId : undefined

/**
 * The access of a service as requested. The addresses, node ports and load balancer of the current
 * access `previous` are kept if they are still requested. Throws for a repeated port (4000), a node
 * port in use (5100) and a subnet outside the cluster's VPC (4000).
 */
export function accessFor(
  cluster: Cluster,
  request: AccessRequest,
  context: AccessContext,
  previous?: Access | undefined,
): Access {
  const { world } = context
  const isDisabled = request.accessType === 'None'
  return {
    type: request.accessType,
    subnetId: subnetOf(request),
    ports: isDisabled ? [] : portsOf(world, cluster, request, previous),
    serviceIp: isDisabled ? '' : previous?.serviceIp || freeServiceIp(world, cluster, request),
    lb: loadBalancer(cluster, request, previous, context),
  }
}

/**
 * Restores an earlier access of a service: keeps the current addresses and ports that this access
 * requests, and allocates those that the service no longer has.
 */
export function restoredAccess(
  cluster: Cluster,
  service: Service,
  earlierAccess: Access,
  context: AccessContext,
): Access {
  const { type, subnetId, ports } = earlierAccess
  if (type === 'NodePort') return earlierAccess
  const { namespace, name: serviceName } = service
  const portMappings = ports.map(({ nodePort: _nodePort, ...port }) => port)
  const request = { namespace, serviceName, accessType: type, subnetId, portMappings }
  return accessFor(cluster, request, context, { ...service.access, ports })
}
