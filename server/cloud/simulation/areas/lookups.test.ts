import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../test/cloud/cloud'
import { clusterNamed, machineIn } from '../../../test/cloud/purchases'

describe('networks', () => {
  it('lists zones with their numbers as strings', async () => {
    const { call } = await testCloud()
    const { zoneSet } = await call('DescribeZones', {})
    expect(zoneSet.map((zone) => zone.zoneId)).toEqual(['100001', '100002', '100003', '100004'])
    expect((await call('DescribeZones', {}, { region: 'hk' })).totalCount).toBe(1)
  })

  it('finds VPCs by either form of their ID and by part of their name', async () => {
    const { call } = await testCloud()
    const all = await call('DescribeVpcEx', { orderField: 'vpcName', orderDirection: 'desc' })
    expect(all.data.map((vpc) => vpc.vpcName)).toEqual(['staging', 'prod', 'Default-VPC'])
    const [staging] = all.data
    expect(staging?.vpcId).toMatch(/^gz_vpc_\d+$/)
    for (const vpcId of [staging?.vpcId, staging?.unVpcId]) {
      expect((await call('DescribeVpcEx', { vpcId })).data).toEqual([staging])
    }
    expect((await call('DescribeVpcEx', { vpcName: 'efault' })).totalCount).toBe(1)
    expect((await call('DescribeVpcEx', { limit: 1, offset: 2 })).data).toHaveLength(1)
  })

  it('finds subnets and counts their free addresses', async () => {
    const { call } = await testCloud()
    const { vpcId, machine } = machineIn()
    const inVpc = await call('DescribeSubnetEx', { vpcId })
    expect(inVpc.totalCount).toBe(4)
    const left = async () =>
      (await call('DescribeSubnetEx', { subnetId: machine.subnetId })).data[0]?.availableIPNum ?? 0
    const before = await left()
    await call('CreateCluster', { ...clusterNamed('c'), goodsNum: 3 })
    expect(await left()).toBe(before - 3)
    const inZone = await call('DescribeSubnetEx', { zoneIds: ['100002'], vpcId })
    expect(inZone.data.map((subnet) => subnet.zone)).toEqual(['ap-guangzhou-2'])
  })

  it('lists security groups by page or by row offset', async () => {
    const { call } = await testCloud()
    const names = async (params: { offset?: number; offsetLine?: number; limit?: number }) =>
      (await call('DescribeSecurityGroupEx', params)).detail.map((group) => group.sgName)
    expect(await names({})).toEqual(['nodes-default', 'web-public', 'internal-only'])
    expect(await names({ offset: 1, limit: 2 })).toEqual(['internal-only'])
    expect(await names({ offsetLine: 1, limit: 2 })).toEqual(['web-public', 'internal-only'])
    const [first] = (await call('DescribeSecurityGroupEx', { sgName: 'web' })).detail
    expect((await call('DescribeSecurityGroupEx', { sgId: first?.sgId })).totalNum).toBe(1)
  })
})

describe('machines', () => {
  it('lists machines of the region, in clusters or not', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const all = await call('DescribeInstances', { limit: 100 })
    expect(all.totalCount).toBe(18)
    const [spare] = (await call('DescribeInstances', { searchWord: 'spare-01' })).instanceSet
    expect(spare).toMatchObject({ status: 2, os: 'CentOS 7.2 64bit', zoneName: '广州一区' })
    const answer = await call('DescribeInstances', { instanceIds: [spare?.unInstanceId ?? ''] })
    expect(answer.instanceSet).toEqual([spare])
    expect((await call('DescribeInstances', { lanIps: [spare?.lanIp ?? ''] })).totalCount).toBe(1)
    expect((await call('DescribeInstances', { status: 4 })).totalCount).toBe(1)
    expect((await call('DescribeInstances', { projectId: 1004312 })).totalCount).toBe(1)
  })

  it('reports which machines can be added to a cluster, and why others cannot', async () => {
    const { call, clock } = await testCloud()
    const { clusterId } = await call('CreateCluster', clusterNamed('c'))
    clock.pass(60)
    const { totalCount, deviceList } = await call('DescribeExistedCvmForAddClusterInstances', {
      clusterId,
    })
    expect(totalCount).toBe(7)
    const reasons = Object.fromEntries(
      deviceList.map((device) => [device.instanceName, device.unusableReason]),
    )
    expect(reasons).toEqual({
      'spare-01': '',
      'spare-02': '',
      jumphost: '',
      'old-erp': 'windows and Local disk',
      'billing-db-replica': 'cvm is not in the default project',
      'render-node': 'cvm status error',
      [`${clusterId}_node1`]: 'already in Cluster',
    })
    expect(deviceList.every((device) => device.usable === (device.unusableReason === ''))).toBe(
      true,
    )
  })

  it('changes the bandwidth of machines billed by the hour', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const [spare] = (await call('DescribeInstances', { searchWord: 'spare-01' })).instanceSet
    const instanceId = spare?.unInstanceId ?? ''
    await call('UpdateInstanceBandwidthHour', { instanceId, bandwidth: 20 })
    const [after] = (await call('DescribeInstances', { instanceIds: [instanceId] })).instanceSet
    expect(after?.bandwidth).toBe(20)
    await expect(
      call('UpdateInstanceBandwidthHour', { instanceId, bandwidth: 101 }),
    ).rejects.toMatchObject({ response: { code: 4000 } })
    const { instanceSet } = await call('DescribeInstances', { limit: 100 })
    const prepaid = instanceSet.find((machine) => machine.cvmPayMode === 1)?.unInstanceId ?? ''
    await expect(
      call('UpdateInstanceBandwidthHour', { instanceId: prepaid, bandwidth: 1 }),
    ).rejects.toMatchObject({ response: { code: 5100 } })
  })

  it('shows a disk as attached while an instance uses it', async () => {
    const { call, clock } = await testCloud()
    const { clusterId } = await call('CreateCluster', clusterNamed('c'))
    clock.pass(60)
    const free = async () => (await call('DescribeCbsStorages', { attached: 0 })).storageSet
    const [disk, ...others] = await free()
    await call('CreateClusterService', {
      clusterId,
      serviceName: 'db',
      replicas: 1,
      volumes: [{ name: 'd', volumeType: 'cbsDisk', cbsDiskId: disk?.storageId }],
      containers: [
        {
          containerName: 'db',
          image: 'mysql:5.7',
          volumeMounts: [{ volumeName: 'd', mountPath: '/d', mode: 'rw' }],
        },
      ],
    })
    clock.pass(60)
    expect(await free()).toEqual(others)
    const [taken] = (await call('DescribeCbsStorages', { attached: 1 })).storageSet
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    expect(taken?.uInstanceId).toBe(nodes[0]?.instanceId)
  })
})

describe('the account', () => {
  it('has key pairs', async () => {
    const { call } = await testCloud()
    const { sshSet } = await call('DescribeKeyPairs', { keyName: 'ops' })
    expect(sshSet.map((keyPair) => keyPair.keyName)).toEqual(['ops-2017'])
    const keyIds = sshSet.map((keyPair) => keyPair.keyId)
    expect((await call('DescribeKeyPairs', { keyIds })).totalCount).toBe(1)
  })

  it('has projects, which do not depend on a region', async () => {
    const { call } = await testCloud()
    const { data } = await call('DescribeProject', {}, { commonParams: { Region: undefined } })
    expect(data[0]?.projectId).toBe(0)
  })
})
