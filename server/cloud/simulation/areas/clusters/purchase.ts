import type { DecodedOf } from '../../../../../src/contract/action'
import type { AddClusterInstances } from '../../../../../src/contract/actions/clusters/clusters'
import { isSold } from '../../../../../src/contract/actions/clusters/machineSizes'
import { maxBandwidth } from '../../../../../src/contract/tables/limits'
import { invalid, notFound, refusal } from '../../../apiError'
import type { Context } from '../../handler'
import { buyMachine, osImages } from '../../lifecycle/cluster/machine'
import { joinCluster } from '../../lifecycle/cluster/node'
import { networkOf, type Subnet } from '../../seed/network'
import { zoneOf } from '../../seed/zones'
import { randomDuration } from '../../world/durations'
import type { Cluster, Node } from '../../world/resources'

type PurchaseRequest = Omit<DecodedOf<typeof AddClusterInstances>, 'clusterId'>

function subnetFor({ region }: Context, request: PurchaseRequest, unVpcId: string): Subnet {
  const zone = zoneOf(region.long, request.zoneId)
  if (!zone) throw invalid('zoneId', `${request.zoneId} is not a zone of ${region.long}`)
  const subnet = networkOf(region.long).subnets.find(
    (candidate) => candidate.unSubnetId === request.subnetId && candidate.vpc.unVpcId === unVpcId,
  )
  if (!subnet) {
    const message = `subnet ${request.subnetId} does not exist in VPC ${unVpcId}`
    throw refusal('InvalidSubnet.NotFound', message)
  }
  if (subnet.zone.id !== zone.id) {
    throw invalid('subnetId', `${subnet.unSubnetId} is in zone ${subnet.zone.id}, not ${zone.id}`)
  }
  return subnet
}

/**
 * Throws if the machines cannot be bought, e.g. because of their zone, subnet, size, key pair or
 * security group.
 */
export function checkPurchase(context: Context, request: PurchaseRequest, unVpcId: string): Subnet {
  const subnet = subnetFor(context, request, unVpcId)
  const { instanceType, cpu, mem, keyId, sgId } = request
  const { keyPairs, securityGroups } = networkOf(context.region.long)
  if (!isSold(instanceType, cpu, mem)) {
    const message = `${instanceType} is not sold with ${cpu} cores and ${mem} GB`
    throw refusal('InstanceSizeNotSold', message)
  }
  if (request.bandwidthType === 'PayByTraffic' && request.bandwidth > maxBandwidth.traffic) {
    throw invalid('bandwidth', `must be at most ${maxBandwidth.traffic} where traffic is billed`)
  }
  if (keyId !== undefined && !keyPairs.some((keyPair) => keyPair.keyId === keyId)) {
    throw notFound('KeyPair', keyId)
  }
  if (sgId !== undefined && !securityGroups.some((group) => group.sgId === sgId)) {
    throw notFound('SecurityGroup', sgId)
  }
  return subnet
}

/** Buys `goodsNum` machines and adds them to the cluster; each machine joins at its own time. */
export function purchase(
  context: Context,
  cluster: Cluster,
  request: PurchaseRequest,
  subnet: Subnet,
): Node[] {
  const { world, now, random } = context
  const { osImage } = osImages[cluster.os]
  const nodeCount = world.ownedBy('node', cluster.id).length
  return Array.from({ length: request.goodsNum }, (_, index) => {
    const name = `${cluster.id}_node${nodeCount + index + 1}`
    const machine = buyMachine(world, request, {
      region: cluster.region,
      name,
      subnet,
      osImage,
      at: now,
      random,
    })
    const readyAt = now + randomDuration('nodeJoin', context)
    return joinCluster(world, cluster, machine, { at: now, readyAt })
  })
}
