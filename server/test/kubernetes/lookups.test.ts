import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

const claimsPath = '/api/v1/namespaces/{namespace}/persistentvolumeclaims'

describe.skipIf(isPlaneMissing())(`look-ups ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('lookups')
  })
  afterAll(() => cluster.close())

  it('list nodes as machines, and their zones', async () => {
    const { call, admin } = cluster
    await admin.write({
      method: 'PATCH',
      path: '/api/v1/nodes/node-1',
      body: { metadata: { labels: { 'topology.kubernetes.io/zone': 'rack-a' } } },
    })
    const { zoneSet } = await eventually(
      () => call('DescribeZones', {}),
      ({ totalCount }) => totalCount === 1,
    )
    expect(zoneSet).toMatchObject([{ zone: 'rack-a', zoneState: 'AVAILABLE' }])
    const { instanceSet } = await call('DescribeInstances', { instanceIds: ['node-1'] })
    expect(instanceSet).toMatchObject([
      { unInstanceId: 'node-1', cpu: 4, mem: 8, zoneName: 'rack-a', status: 2 },
    ])
    expect(await call('DescribeInstances', { searchWord: 'none' })).toMatchObject({
      totalCount: 0,
    })
  })

  it('list claims as disks, attached while a pod mounts them', async () => {
    const { call, make } = cluster
    await make(claimsPath, {
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '20Gi' } },
      },
    })
    const disks = async (params: object = {}) => {
      const { storageSet } = await call('DescribeCbsStorages', {
        searchValue: 'lookups/',
        ...params,
      })
      return storageSet
    }
    expect(await disks()).toMatchObject([
      {
        storageId: 'data',
        storageName: 'lookups/data',
        storageType: 'fast',
        storageStatus: 'pending',
        storageSize: 20,
        attached: 0,
        uInstanceId: '',
      },
    ])
    const deployment = foreignDeployment('db', { replicas: 1 })
    const { template } = deployment.spec
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
    // Assigns the node directly, because the scheduler would wait for a bound claim, and nothing
    // binds claims in this test.
    const spec = { ...template.spec, nodeName: 'node-2', volumes }
    await make(deploymentsPath, {
      ...deployment,
      spec: { ...deployment.spec, template: { ...template, spec } },
    })
    await eventually(
      () => disks({ attached: 1 }),
      ([disk]) => disk?.uInstanceId === 'node-2',
    )
    expect(await disks({ attached: 0 })).toEqual([])
  })

  it('answer with one network and key, whose IDs later look-ups accept', async () => {
    const { call } = cluster
    const { data: vpcs } = await call('DescribeVpcEx', {})
    const vpcId = vpcs[0]?.unVpcId ?? ''
    expect(vpcId).toMatch(/^vpc-/)
    expect((await call('DescribeSubnetEx', { vpcId })).totalCount).toBe(1)
    expect((await call('DescribeSubnetEx', { vpcId: 'vpc-other' })).totalCount).toBe(0)
    const { sshSet } = await call('DescribeKeyPairs', {})
    const keyIds = sshSet.map(({ keyId }) => keyId)
    expect((await call('DescribeKeyPairs', { keyIds })).totalCount).toBe(1)
    expect((await call('DescribeSecurityGroupEx', {})).totalNum).toBe(1)
    expect((await call('DescribeProject', {})).data).toMatchObject([{ projectId: 0 }])
  })

  it('compare a CIDR with the addresses of pods and Services', async () => {
    const { call } = cluster
    const { data } = await call('DescribeVpcEx', {})
    const check = (clusterCIDR: string, vpcId = data[0]?.unVpcId ?? '') =>
      call('CheckClusterCIDR', { vpcId, clusterCIDR })
    await check('172.31.0.0/16')
    await expect(check('172.31.0.0/16', 'vpc-none')).rejects.toMatchObject({
      response: { codeDesc: 'InvalidVpc.NotFound' },
    })
    // The control plane gives Services addresses of 10.0.0.0/24.
    await expect(check('10.0.0.0/16')).rejects.toMatchObject({
      response: { code: 4000, codeDesc: 'ConflictWithOtherClusterCIDR' },
    })
    await expect(check('10.0.0.1/16')).rejects.toMatchObject({ response: { code: 4000 } })
  })

  it('sum the requests of pods by node, and name those of no service', async () => {
    const { call, clusterId, make } = cluster
    const read = () => call('DescribeClusterRequestLimitInfo', { clusterId })
    const pod = (name: string, resources: object, more: object = {}) => ({
      metadata: { name },
      spec: {
        nodeName: 'node-3',
        containers: [{ name: 'web', image: 'web:1', resources }],
        ...more,
      },
    })
    const init = [{ name: 'prepare', image: 'web:1', resources: { requests: { cpu: '3' } } }]
    const sizes = { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1' } }
    const path = '/api/v1/namespaces/{namespace}/pods'
    await make(path, pod('large-start', sizes, { initContainers: init }))
    const podsOfTest = ({ otherPods = [] }: Awaited<ReturnType<typeof read>>) =>
      otherPods.filter(({ namespace }) => namespace === 'lookups')
    // Other tests on this control plane change the sums, too.
    const after = await eventually(read, (info) => podsOfTest(info).length > 0)
    expect(after.totalCpu).toBeGreaterThanOrEqual(12)
    const sums = Object.values(after.requestLimitInfo)
    const total = sums.reduce((sum, usage) => sum + usage.cpuRequest, 0)
    expect(total).toBeCloseTo(after.totalCpuRequest, 3)
    expect(total).toBeGreaterThanOrEqual(3)
    expect(podsOfTest(after)).toEqual([
      {
        instanceId: 'node-3',
        namespace: 'lookups',
        name: 'large-start',
        ownerKind: '',
        ownerName: '',
        status: expect.any(String),
      },
    ])
  })

  it('find a cluster by its changed name and return its changed description', async () => {
    const { call, clusterId } = cluster
    const name = { clusterName: 'shop-prod', clusterDesc: 'the shop' }
    await call('ModifyClusterAttributes', { clusterId, ...name })
    const named = await call('DescribeCluster', { clusterName: 'shop-prod' })
    expect(named.clusters).toMatchObject([{ clusterName: 'shop-prod', description: 'the shop' }])
    const { clusters } = await call('DescribeCluster', { clusterName: 'test' })
    expect(clusters).toEqual([])
    await call('ModifyClusterAttributes', { clusterId, clusterName: 'test', clusterDesc: '' })
    const restored = await call('DescribeCluster', { clusterIds: [clusterId] })
    expect(restored.clusters).toMatchObject([{ clusterName: 'test', description: '' }])
  })
})
