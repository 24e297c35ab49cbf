import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../../test/cloud/cloud'
import { clusterNamed } from '../../../../test/cloud/purchases'

const refusal = (code: number, codeDesc: string) => ({ response: { code, codeDesc } })

describe('DescribeCluster', () => {
  it('lists the clusters of the region, newest first', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const { totalCount, clusters } = await call('DescribeCluster', {})
    expect(totalCount).toBe(3)
    expect(clusters.map((cluster) => cluster.clusterName)).toEqual([
      'build-runners',
      'shop-staging',
      'shop-prod',
    ])
    expect(clusters[2]).toMatchObject({
      status: 'Running',
      region: 'ap-guangzhou',
      regionId: 1,
      nodeNum: 7,
      totalCpu: 48,
      totalMem: 144,
    })
    expect((await call('DescribeCluster', {}, { region: 'nj' })).totalCount).toBe(0)
  })

  it('filters, sorts and pages', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const names = async (params: Parameters<typeof call<'DescribeCluster'>>[1]) =>
      (await call('DescribeCluster', params)).clusters.map((cluster) => cluster.clusterName)
    const byName = { orderField: 'clusterName', orderType: 'asc' } as const
    expect(await names(byName)).toEqual(['build-runners', 'shop-prod', 'shop-staging'])
    expect(await names({ ...byName, offset: 1, limit: 1 })).toEqual(['shop-prod'])
    expect(await names({ clusterName: 'prod' })).toEqual(['shop-prod'])
    expect(await names({ status: 'Isolated' })).toEqual([])
    const { clusters } = await call('DescribeCluster', { clusterName: 'prod' })
    expect(await names({ clusterIds: clusters.map((cluster) => cluster.clusterId) })).toEqual([
      'shop-prod',
    ])
    const paged = await call('DescribeCluster', { limit: 2 })
    expect([paged.totalCount, paged.clusters.length]).toEqual([3, 2])
  })

  it('shows isolated and partly abnormal clusters', async () => {
    const { call } = await testCloud({ world: 'demo' })
    const [overdue] = (await call('DescribeCluster', {}, { region: 'ca' })).clusters
    expect(overdue).toMatchObject({ status: 'Isolated', nodeStatus: 'AllAbnormal' })
    const [partly] = (await call('DescribeCluster', {}, { region: 'sh' })).clusters
    expect(partly).toMatchObject({ status: 'Running', nodeStatus: 'PartialAbnormal' })
  })
})

describe('CreateCluster', () => {
  it('changes from Creating to Running, together with its task', async () => {
    const { call, clock } = await testCloud()
    const { clusterId, requestId } = await call('CreateCluster', {
      ...clusterNamed('fresh'),
      goodsNum: 3,
    })
    expect(clusterId).toMatch(/^cls-[0-9a-z]{8}$/)
    const status = async () => [
      (await call('DescribeCluster', { clusterIds: [clusterId] })).clusters[0]?.status,
      (await call('DescribeClusterTaskResult', { requestId })).status,
    ]
    expect(await status()).toEqual(['Creating', 'running'])
    await expect(call('DeleteCluster', { clusterId })).rejects.toMatchObject(
      refusal(5100, 'ClusterNotReadyError'),
    )
    clock.pass(60)
    expect(await status()).toEqual(['Running', 'succ'])
    const { nodes } = await call('DescribeClusterInstances', { clusterId })
    expect(nodes.map((node) => [node.isNormal, node.cvmState])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ])
    expect(new Set(nodes.map((node) => node.lanIp)).size).toBe(3)
    expect(nodes.map((node) => node.podCidr)).toContain('172.16.2.0/24')
    const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.map((namespace) => namespace.name)).toEqual(['default', 'kube-system'])
  })

  it('completes faster at a higher speed', async () => {
    const { call, clock } = await testCloud({ speed: 60 })
    const { requestId } = await call('CreateCluster', clusterNamed('fast'))
    clock.pass(1)
    expect((await call('DescribeClusterTaskResult', { requestId })).status).toBe('succ')
  })

  it('fails for the reserved name', async () => {
    const { call, clock } = await testCloud()
    const { clusterId, requestId } = await call('CreateCluster', clusterNamed('fault-task'))
    clock.pass(60)
    expect((await call('DescribeClusterTaskResult', { requestId })).status).toBe('fail')
    const { clusters } = await call('DescribeCluster', { clusterIds: [clusterId] })
    expect(clusters[0]?.status).toBe('Abnormal')
    await call('DeleteCluster', { clusterId })
  })

  it.each([
    [{ vpcId: 'vpc-00000000' }, 5000, 'InvalidVpc.NotFound'],
    [{ subnetId: 'subnet-00000000' }, 5000, 'InvalidSubnet.NotFound'],
    [{ zoneId: '999999' }, 4000, 'InvalidParameter'],
    [{ zoneId: '100004' }, 4000, 'InvalidParameter'],
    [{ cpu: 3 }, 5200, 'InstanceSizeNotSold'],
    [{ keyId: 'skey-00000000' }, 5000, 'KeyPairNotFound'],
    [{ sgId: 'sg-00000000' }, 5000, 'SecurityGroupNotFound'],
    [{ clusterCIDR: '172.16.0.0/28' }, 4000, 'InvalidParameter'],
    [{ clusterCIDR: '8.8.0.0/16' }, 4000, 'InvalidParameter'],
    [{ clusterCIDR: '10.10.128.0/20' }, 4000, 'ConflictWithVpcCIDR'],
    [{ goodsNum: 21 }, 5100, 'QuotaMaxNodLimit'],
  ])('refuses %o', async (wrong, code, codeDesc) => {
    const { call, storage } = await testCloud()
    const before = storage.documents()
    const params = { ...clusterNamed('wrong'), ...wrong }
    await expect(call('CreateCluster', params)).rejects.toMatchObject(refusal(code, codeDesc))
    expect(storage.documents()).toEqual(before)
  })

  it('refuses the CIDR of another cluster in the VPC, unless conflicts are ignored', async () => {
    const { call } = await testCloud()
    await call('CreateCluster', clusterNamed('first', '172.16.0.0/16'))
    const second = clusterNamed('second', '172.16.128.0/20')
    await expect(call('CreateCluster', second)).rejects.toMatchObject({
      response: {
        code: 4000,
        codeDesc: 'ConflictWithOtherClusterCIDR',
        message: expect.stringMatching(/^\(-10013\)/),
      },
    })
    await call('CreateCluster', { ...second, ignoreClusterCIDRConflict: 1 })
  })

  it('refuses the sixth cluster of a region', async () => {
    const { call } = await testCloud()
    for (let index = 0; index < 5; index += 1) {
      await call('CreateCluster', clusterNamed(`c${index}`, `172.${16 + index}.0.0/16`))
    }
    await expect(call('CreateCluster', clusterNamed('c5', '172.21.0.0/16'))).rejects.toMatchObject(
      refusal(5100, 'QuotaMaxClsLimit'),
    )
  })
})

describe('DeleteCluster', () => {
  const existing = async (paidBy: 'PayByHour' | 'PayByMonth') => {
    const cloud = await testCloud()
    const { clusterId } = await cloud.call('CreateCluster', {
      ...clusterNamed('old'),
      cvmType: paidBy,
      ...(paidBy === 'PayByMonth' && { period: 1 }),
    })
    cloud.clock.pass(60)
    const { nodes } = await cloud.call('DescribeClusterInstances', { clusterId })
    return { ...cloud, clusterId, machineId: nodes[0]?.instanceId ?? '' }
  }

  it('deletes services, namespaces and nodes too', async () => {
    const { call, clock, storage, clusterId } = await existing('PayByHour')
    await call('CreateClusterService', {
      clusterId,
      serviceName: 'web',
      replicas: 2,
      containers: [{ containerName: 'web', image: 'nginx' }],
    })
    clock.pass(30)
    const { requestId } = await call('DeleteCluster', { clusterId })
    const { clusters } = await call('DescribeCluster', {})
    expect(clusters[0]?.status).toBe('Deleting')
    clock.pass(60)
    expect((await call('DescribeCluster', {})).totalCount).toBe(0)
    expect((await call('DescribeClusterTaskResult', { requestId })).status).toBe('succ')
    expect(storage.documents().filter((document) => document.json.includes(clusterId))).toEqual([])
  })

  it.each([
    ['PayByHour', undefined, false],
    ['PayByHour', 'Return', false],
    ['PayByHour', 'RemoveOnly', true],
    ['PayByMonth', undefined, true],
    ['PayByMonth', 'Return', true],
  ] as const)(
    'with %s machines and mode %s keeps the machines: %s',
    async (paidBy, nodeDeleteMode, isKept) => {
      const { call, clock, storage, clusterId, machineId } = await existing(paidBy)
      await call('DeleteCluster', { clusterId, nodeDeleteMode })
      clock.pass(60)
      await call('DescribeCluster', {})
      const kept = storage
        .documents()
        .some((document) => document.kind === 'machine' && document.id === machineId)
      expect(kept).toBe(isKept)
    },
  )
})
