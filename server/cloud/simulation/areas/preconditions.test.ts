import { describe, expect, it } from 'vitest'
import { Refused } from '../../../test/cloud/client'
import { testCloud } from '../../../test/cloud/cloud'
import {
  type ClusterOfStatus,
  type ClusterStatus,
  clusterOfStatus,
  createCluster,
  runningCluster,
} from '../../../test/cloud/clusterStatuses'
import { clusterNamed, machineIn } from '../../../test/cloud/purchases'
import { networkOf } from '../seed/network'

/** Tests the preconditions of each cluster action that the API documentation lists (集群相关接口). */

const { machine } = machineIn()
const region = 'ap-guangzhou'

const empty = () => testCloud()

type Situation = ClusterOfStatus

const nodesOf = async ({ cloud, clusterId, region = 'gz' }: Situation) =>
  (await cloud.call('DescribeClusterInstances', { clusterId }, { region })).nodes

const anyNode = async (met: Situation) => (await nodesOf(met))[0]?.instanceId ?? 'ins-00000000'

const actions = {
  DeleteCluster: ({ cloud, clusterId, region = 'gz' }: Situation) =>
    cloud.call('DeleteCluster', { clusterId }, { region }),
  DeleteClusterInstances: async (met: Situation) =>
    met.cloud.call(
      'DeleteClusterInstances',
      { clusterId: met.clusterId, instanceIds: [await anyNode(met)] },
      { region: met.region ?? 'gz' },
    ),
  AddClusterInstances: ({ cloud, clusterId, region = 'gz' }: Situation) =>
    cloud.call('AddClusterInstances', { ...machine, clusterId }, { region }),
  AddClusterInstancesFromExistedCvm: ({ cloud, clusterId, region = 'gz' }: Situation) =>
    cloud.call(
      'AddClusterInstancesFromExistedCvm',
      { clusterId, instanceIds: ['ins-00000000'] },
      { region },
    ),
}

const allowed: Record<keyof typeof actions, readonly ClusterStatus[]> = {
  DeleteCluster: ['Running', 'Isolated', 'Abnormal'],
  DeleteClusterInstances: ['Running', 'Isolated', 'Abnormal'],
  AddClusterInstances: ['Running'],
  AddClusterInstancesFromExistedCvm: ['Running'],
}

const statuses: readonly ClusterStatus[] = [
  'Creating',
  'Running',
  'Scaling',
  'Deleting',
  'Abnormal',
  'Isolated',
]

describe.each([
  'DeleteCluster',
  'DeleteClusterInstances',
  'AddClusterInstances',
  'AddClusterInstancesFromExistedCvm',
] as const)('%s', (name) => {
  it.each(statuses)('is allowed or refused as declared in a cluster that is %s', async (status) => {
    const met: Situation = await clusterOfStatus[status]()
    const { region = 'gz', clusterId, cloud } = met
    const { clusters } = await cloud.call(
      'DescribeCluster',
      { clusterIds: [clusterId] },
      { region },
    )
    expect(clusters[0]?.status).toBe(status)
    const before = cloud.storage.documents()
    const answer = await actions[name](met).then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.response.codeDesc : String(error)),
    )
    if (allowed[name].includes(status)) {
      // An abnormal cluster has no nodes, so the action names a missing node.
      expect(['accepted', 'InstanceNotFound']).toContain(answer)
      return
    }
    expect(answer).toBe('ClusterNotReadyError')
    expect(cloud.storage.documents()).toEqual(before)
  })
})

describe('AddClusterInstancesFromExistedCvm', () => {
  it('returns the reason for machines of another VPC', async () => {
    const cloud = await empty()
    const clusterId = await runningCluster(cloud)
    const otherVpcSubnet = networkOf(region).subnets.find((subnet) => subnet.vpc.name !== 'prod')
    const otherClusterId = await createCluster(cloud, {
      ...clusterNamed('other'),
      vpcId: otherVpcSubnet?.vpc.unVpcId ?? '',
      subnetId: otherVpcSubnet?.unSubnetId ?? '',
      zoneId: String(otherVpcSubnet?.zone.id),
    })
    cloud.clock.pass(60)
    const instanceId = await anyNode({ cloud, clusterId: otherClusterId })
    const removed = { clusterId: otherClusterId, instanceIds: [instanceId] }
    await cloud.call('DeleteClusterInstances', { ...removed, nodeDeleteMode: 'RemoveOnly' })
    cloud.clock.pass(60)
    const answer = await cloud.call('AddClusterInstancesFromExistedCvm', {
      clusterId,
      instanceIds: [instanceId],
    })
    expect(answer).toEqual({
      succInstanceIds: [],
      faliInstanceIds: [{ instanceId, message: 'cvm is not in the VPC of the cluster' }],
    })
  })

  it('returns the reason for machines beyond the node quota', async () => {
    const cloud = await empty()
    const clusterId = await runningCluster(cloud)
    await cloud.call('AddClusterInstances', { ...machine, clusterId, goodsNum: 18 })
    cloud.clock.pass(60)
    const spares = cloud.storage
      .documents()
      .filter(({ kind, json }) => kind === 'machine' && /"spare-0\d"/.test(json))
      .filter(({ json }) => json.includes(region))
      .map(({ id }) => id)
    expect(spares).toHaveLength(2)
    const answer = await cloud.call('AddClusterInstancesFromExistedCvm', {
      clusterId,
      instanceIds: spares,
    })
    expect(answer).toEqual({
      succInstanceIds: [spares[0]],
      faliInstanceIds: [{ instanceId: spares[1], message: 'the cluster has no room' }],
    })
  })
})

describe('DeleteClusterInstances', () => {
  it.each([
    ['PayByHour', undefined, false],
    ['PayByHour', 'Return', false],
    ['PayByHour', 'RemoveOnly', true],
    ['PayByMonth', undefined, true],
    ['PayByMonth', 'Return', true],
  ] as const)(
    'of %s machines with mode %s keeps them in the account: %s',
    async (cvmType, nodeDeleteMode, stays) => {
      const cloud = await empty()
      const period = cvmType === 'PayByMonth' ? { period: 1 } : {}
      const clusterId = await createCluster(cloud, {
        ...clusterNamed('one'),
        ...{ cvmType, ...period },
      })
      cloud.clock.pass(60)
      const instanceId = await anyNode({ cloud, clusterId })
      const params = { clusterId, instanceIds: [instanceId], nodeDeleteMode }
      await cloud.call('DeleteClusterInstances', params)
      cloud.clock.pass(60)
      expect(await nodesOf({ cloud, clusterId })).toEqual([])
      const isThere = cloud.storage
        .documents()
        .some(({ kind, id }) => kind === 'machine' && id === instanceId)
      expect(isThere).toBe(stays)
    },
  )
})

describe('the CIDR of a cluster', () => {
  it("may overlap the VPC's if conflicts are ignored", async () => {
    const cloud = await empty()
    const params = clusterNamed('one', '10.10.128.0/20')
    await expect(createCluster(cloud, params)).rejects.toThrow('ConflictWithVpcCIDR')
    await cloud.call('CreateCluster', { ...params, ignoreClusterCIDRConflict: 1 })
  })

  it('may equal that of a cluster in another VPC, or of a deleted one', async () => {
    const cloud = await empty()
    const clusterId = await runningCluster(cloud)
    const otherVpcSubnet = networkOf(region).subnets.find((subnet) => subnet.vpc.name !== 'prod')
    await createCluster(cloud, {
      ...clusterNamed('elsewhere'),
      vpcId: otherVpcSubnet?.vpc.unVpcId ?? '',
      subnetId: otherVpcSubnet?.unSubnetId ?? '',
      zoneId: String(otherVpcSubnet?.zone.id),
    })
    await expect(createCluster(cloud, clusterNamed('two'))).rejects.toThrow(
      'ConflictWithOtherClusterCIDR',
    )
    await cloud.call('DeleteCluster', { clusterId })
    await expect(createCluster(cloud, clusterNamed('two'))).rejects.toThrow(
      'ConflictWithOtherClusterCIDR',
    )
    cloud.clock.pass(120)
    await createCluster(cloud, clusterNamed('two'))
  })
})

describe('quotas', () => {
  it('of clusters apply to all regions of an account, and a cluster counts until its deletion completes', async () => {
    const cloud = await empty()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) {
      ids.push(await createCluster(cloud, clusterNamed(`c${n}`, `172.${16 + n}.0.0/16`)))
    }
    const sixth = clusterNamed('c5', '172.21.0.0/16')
    const { vpcId, machine: inShanghai } = machineIn('ap-shanghai')
    const params = { ...sixth, ...inShanghai, vpcId }
    const inOther = cloud.call('CreateCluster', params, { region: 'sh' })
    await expect(inOther).rejects.toThrow('QuotaMaxClsLimit')
    cloud.clock.pass(60)
    await cloud.call('DeleteCluster', { clusterId: ids[0] ?? '' })
    await expect(createCluster(cloud, sixth)).rejects.toThrow('QuotaMaxClsLimit')
    cloud.clock.pass(60)
    await createCluster(cloud, sixth)
  })
})
