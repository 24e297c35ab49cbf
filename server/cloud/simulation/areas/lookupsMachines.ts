import type { ResponseOf } from '../../../../src/contract/action'
import type * as contract from '../../../../src/contract/actions/lookups/machines'
import { maxBandwidth } from '../../../../src/contract/tables/limits'
import { denied, invalid, notFound } from '../../apiError'
import { beijingTime } from '../../beijingTime'
import type { Context, Handler, Handlers } from '../handler'
import { publicAddress } from '../lifecycle/cluster/machine'
import { machineState } from '../lifecycle/cluster/node'
import { clusterIn } from '../refusals'
import { projects } from '../seed/account'
import { networkOf } from '../seed/network'
import { zonesOf } from '../seed/zones'
import type { Machine } from '../world/resources'
import { unusableReason } from './clusters/nodes'

/** The machines of the region, newest first. */
const machinesOf = ({ world, region }: Context) =>
  world
    .all('machine')
    .filter((subnet) => subnet.region === region.long)
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))

function machineInfo(
  { world, now }: Context,
  machine: Machine,
): ResponseOf<typeof contract.DescribeInstances>['instanceSet'][number] {
  const { facts } = machine
  return {
    unInstanceId: machine.id,
    instanceName: facts.instanceName,
    lanIp: facts.lanIp,
    wanIpSet: facts.wanIp === '' ? [] : [facts.wanIp],
    cpu: facts.cpu,
    mem: facts.mem,
    bandwidth: machine.bandwidth,
    status: machineState(world.get('node', machine.id), machine, now),
    os: facts.osImage,
    projectId: machine.projectId,
    cvmPayMode: facts.cvmPayMode,
    networkPayMode: facts.networkPayMode,
    zoneId: facts.zoneId,
    zoneName: zonesOf(machine.region).find((zone) => zone.id === facts.zoneId)?.name ?? '',
    vpcId: machine.unVpcId,
    subnetId: machine.unSubnetId,
    createTime: beijingTime(machine.createdAt),
    deadlineTime: facts.instanceDeadlineTime,
  }
}

/** The node to which a disk is attached. */
const attachedNode = ({ world }: Context, storageId: string) =>
  world.all('pod').find((item) => item.assignment && item.requests.disks.includes(storageId))
    ?.assignment?.nodeId

const DescribeCbsStorages: Handler<typeof contract.DescribeCbsStorages> = (params, context) => {
  const { storageIds, searchValue = '', storageType, offset, limit } = params
  const found = networkOf(context.region.long)
    .disks.map((disk) => {
      const holder = attachedNode(context, disk.storageId)
      return {
        storageId: disk.storageId,
        storageName: disk.name,
        storageType: disk.type,
        storageStatus: 'normal',
        storageSize: disk.size,
        uInstanceId: holder ?? '',
        diskType: 'data',
        portable: 1 as const,
        attached: holder === undefined ? (0 as const) : (1 as const),
        zoneId: disk.zone.id,
        zone: disk.zone.zone,
        createTime: beijingTime(disk.createdAt),
      }
    })
    .filter((disk) => !storageIds || storageIds.includes(disk.storageId))
    .filter((disk) => `${disk.storageId} ${disk.storageName}`.includes(searchValue))
    .filter((disk) => !storageType || disk.storageType === storageType)
    .filter((disk) => params.attached === undefined || disk.attached === params.attached)
    .filter((disk) => !params.zoneId || [String(disk.zoneId), disk.zone].includes(params.zoneId))
    .filter(() => params.diskType !== 'root' && params.portable !== 0)
    .filter(() => params.payMode !== 'prePay' && (params.projectId ?? 0) === 0)
  return { totalCount: found.length, storageSet: found.slice(offset, offset + limit) }
}

const UpdateInstanceBandwidthHour: Handler<typeof contract.UpdateInstanceBandwidthHour> = (
  { instanceId, bandwidth },
  { world, region, random },
) => {
  const machine = world.get('machine', instanceId)
  if (machine?.region !== region.long) throw notFound('Instance', instanceId)
  if (machine.facts.cvmPayMode === 1) {
    throw denied('InstancePrepaid', `${instanceId} is prepaid; use UpdateInstanceBandwidth`)
  }
  const max = machine.facts.networkPayMode === 2 ? maxBandwidth.traffic : maxBandwidth.time
  if (bandwidth > max) throw invalid('bandwidth', `must be at max ${max} for this machine`)
  const hasAddress = machine.facts.wanIp !== '' || bandwidth === 0
  const wanIp = hasAddress ? machine.facts.wanIp : publicAddress(random)
  world.put('machine', { ...machine, bandwidth, facts: { ...machine.facts, wanIp } })
  const node = world.get('node', instanceId)
  if (node) world.put('node', { ...node, facts: { ...node.facts, wanIp } })
  return {}
}

export const lookupsMachines: Handlers<typeof contract> = {
  DescribeCbsStorages,
  UpdateInstanceBandwidthHour,

  DescribeKeyPairs: ({ keyIds, keyName = '', projectId = 0, offset, limit }, { region }) => {
    const matches = networkOf(region.long)
      .keyPairs.filter((keyPair) => !keyIds || keyIds.includes(keyPair.keyId))
      .filter((keyPair) => keyPair.name.includes(keyName) && projectId === 0)
    return {
      totalCount: matches.length,
      sshSet: matches.slice(offset, offset + limit).map((keyPair) => ({
        keyId: keyPair.keyId,
        keyName: keyPair.name,
        status: 0,
        createTime: beijingTime(keyPair.createdAt),
      })),
    }
  },

  DescribeInstances: (params, context) => {
    const { instanceIds, lanIps, searchWord = '', status, projectId, zoneId } = params
    const matches = machinesOf(context)
      .map((machine) => machineInfo(context, machine))
      .filter((machine) => !instanceIds || instanceIds.includes(machine.unInstanceId))
      .filter((machine) => !lanIps || lanIps.includes(machine.lanIp))
      .filter((machine) => machine.instanceName.includes(searchWord))
      .filter((machine) => status === undefined || machine.status === status)
      .filter((machine) => projectId === undefined || machine.projectId === projectId)
      .filter((machine) => zoneId === undefined || machine.zoneId === zoneId)
    const instanceSet = matches.slice(params.offset, params.offset + params.limit)
    return { totalCount: matches.length, instanceSet }
  },

  DescribeExistedCvmForAddClusterInstances: (params, context) => {
    const { instanceName = '', ip = '', instanceIds } = params
    const cluster = clusterIn(context, params.clusterId)
    const deviceList = machinesOf(context)
      .filter((machine) => machine.unVpcId === cluster.unVpcId)
      .filter((machine) => !instanceIds || instanceIds.includes(machine.id))
      .filter(({ facts }) => facts.instanceName.includes(instanceName))
      .filter(({ facts }) => facts.lanIp.includes(ip) || facts.wanIp.includes(ip))
      .map((machine) => {
        const reason = unusableReason(context, cluster, machine.id)
        return {
          instanceId: machine.id,
          instanceName: machine.facts.instanceName,
          lanIp: machine.facts.lanIp,
          wanIp: machine.facts.wanIp,
          instanceCreateTime: beijingTime(machine.createdAt),
          usable: reason === undefined,
          unusableReason: reason ?? '',
        }
      })
    return { totalCount: deviceList.length, deviceList }
  },

  DescribeProject: () => ({
    data: projects.map((project) => ({
      projectId: project.id,
      projectName: project.name,
      projectInfo: project.info,
      createTime: beijingTime(project.createdAt),
    })),
  }),
}
