import type { DecodedOf } from '../../../../../src/contract/action'
import type { AddClusterInstances } from '../../../../../src/contract/actions/clusters/clusters'
import { addressOf, parseCidr, sizeOf } from '../../../../../src/contract/rules/cidr'
import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import { denied } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { Subnet } from '../../seed/network'
import { unusedId } from '../../world/ids'
import type { Cluster, Machine } from '../../world/resources'
import type { World } from '../../world/world'

/** Parameters of a purchase request that determine the properties of the machine. */
export type PurchaseOrder = Pick<
  DecodedOf<typeof AddClusterInstances>,
  | 'cpu'
  | 'mem'
  | 'instanceType'
  | 'cvmType'
  | 'bandwidthType'
  | 'bandwidth'
  | 'wanIp'
  | 'rootSize'
  | 'storageSize'
  | 'period'
>

export const osImages: Readonly<Record<Cluster['os'], { osImage: string; kernelVersion: string }>> =
  {
    'centos7.2x86_64': {
      osImage: 'CentOS Linux 7 (Core)',
      kernelVersion: '3.10.0-514.21.1.el7.x86_64',
    },
    'ubuntu16.04.1 LTSx86_64': {
      osImage: 'Ubuntu 16.04.1 LTS',
      kernelVersion: '4.4.0-104-generic',
    },
  }

/** The API's placeholder for "no time". */
const noTime = '0000-00-00 00:00:00'

function monthsLater(at: number, months: number): number {
  const date = new Date(at)
  return date.setUTCMonth(date.getUTCMonth() + months)
}

/** The first four addresses of a subnet are reserved for the network. */
const reservedAddresses = 4

function freeAddress(world: World, subnet: Subnet): string {
  const block = parseCidr(subnet.cidr)
  const usedAddresses = new Set(
    world
      .all('machine')
      .filter((machine) => machine.unSubnetId === subnet.unSubnetId)
      .map((machine) => machine.facts.lanIp),
  )
  for (let index = reservedAddresses; index < sizeOf(block) - 1; index += 1) {
    const address = addressOf(block.first + index)
    if (!usedAddresses.has(address)) return address
  }
  throw denied('SubnetIPNotEnough', `subnet ${subnet.unSubnetId} has no free address`)
}

const publicNets = ['119.29', '123.207', '139.199', '193.112', '118.89', '111.230']

/** A random public address from one of the vendor's ranges. */
export function publicAddress(random: () => number): string {
  const net = publicNets[Math.floor(random() * publicNets.length)] ?? publicNets[0]
  return `${net}.${Math.floor(random() * 256)}.${1 + Math.floor(random() * 254)}`
}

interface Purchase {
  region: string
  name: string
  subnet: Subnet
  osImage: string
  at: number
  random: () => number
}

/** Buys one machine and adds it to the world; throws if the subnet has no free address. */
export function buyMachine(world: World, order: PurchaseOrder, purchase: Purchase): Machine {
  const { subnet, at, random } = purchase
  const isPrepaid = order.cvmType === 'PayByMonth'
  const { wanIp = defaultOf(dependentDefaults.wanIp, order) } = order
  const hasAddress = order.bandwidth > 0 && wanIp === 1
  const id = unusedId(world, 'machine', 'ins', random)
  const machine: Machine = {
    id,
    region: purchase.region,
    unVpcId: subnet.vpc.unVpcId,
    unSubnetId: subnet.unSubnetId,
    projectId: 0,
    facts: {
      instanceId: id,
      instanceName: purchase.name,
      instanceType: order.instanceType,
      cpu: order.cpu,
      mem: order.mem,
      wanIp: hasAddress ? publicAddress(random) : '',
      lanIp: freeAddress(world, subnet),
      osImage: purchase.osImage,
      cvmPayMode: isPrepaid ? 1 : 2,
      networkPayMode: { PayByMonth: 1 as const, PayByTraffic: 2 as const, PayByHour: 3 as const }[
        order.bandwidthType
      ],
      instanceDeadlineTime: isPrepaid ? beijingTime(monthsLater(at, order.period ?? 1)) : noTime,
      zoneId: subnet.zone.id,
      zone: subnet.zone.zone,
    },
    bandwidth: order.bandwidth,
    rootSize: order.rootSize,
    storageSize: order.storageSize,
    createdAt: at,
    state: 2,
  }
  world.put('machine', machine)
  return machine
}

/**
 * Whether a machine is returned to the vendor when it leaves its cluster: hourly machines are
 * unless the request says RemoveOnly, prepaid machines never are (集群相关接口/删除集群).
 */
export const isReturned = (machine: Machine, mode: 'RemoveOnly' | 'Return' | undefined): boolean =>
  mode !== 'RemoveOnly' && defaultOf(dependentDefaults.nodeDeleteMode, machine.facts) === 'Return'
