import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../../test/cloud/cloud'
import { clusterNamed, machineIn } from '../../../../test/cloud/purchases'

async function running() {
  const cloud = await testCloud()
  const { clusterId } = await cloud.call('CreateCluster', { ...clusterNamed('c'), goodsNum: 2 })
  cloud.clock.pass(60)
  const nodes = async () => (await cloud.call('DescribeClusterInstances', { clusterId })).nodes
  const status = async () =>
    (await cloud.call('DescribeCluster', { clusterIds: [clusterId] })).clusters[0]?.status
  return {
    ...cloud,
    clusterId,
    nodes,
    status,
    purchaseParams: { ...machineIn().machine, clusterId },
  }
}

const notReady = { response: { code: 5100, codeDesc: 'ClusterNotReadyError' } }

describe('AddClusterInstances', () => {
  it('sets the cluster to Scaling until the new nodes have joined', async () => {
    const { call, clock, purchaseParams, nodes, status } = await running()
    const { instanceIds, requestId } = await call('AddClusterInstances', {
      ...purchaseParams,
      goodsNum: 3,
    })
    expect(instanceIds).toHaveLength(3)
    expect(await status()).toBe('Scaling')
    expect((await nodes()).filter((node) => node.cvmState === 3)).toHaveLength(3)
    await expect(call('AddClusterInstances', purchaseParams)).rejects.toMatchObject(notReady)
    clock.pass(60)
    expect(await status()).toBe('Running')
    expect(await nodes()).toHaveLength(5)
    expect((await call('DescribeClusterTaskResult', { requestId })).status).toBe('succ')
  })

  it('makes room for waiting instances', async () => {
    const { call, clock, clusterId, purchaseParams } = await running()
    await call('CreateClusterService', {
      clusterId,
      serviceName: 'big',
      replicas: 3,
      containers: [{ containerName: 'big', image: 'nginx', cpu: 1500 }],
    })
    clock.pass(60)
    const waiting = async () =>
      (await call('DescribeServiceInstance', { clusterId, serviceName: 'big' })).instances.filter(
        (instance) => instance.status === 'Waiting',
      ).length
    expect(await waiting()).toBe(1)
    await call('AddClusterInstances', purchaseParams)
    clock.pass(120)
    expect(await waiting()).toBe(0)
  })

  it('refuses the 21st node', async () => {
    const { call, purchaseParams } = await running()
    await expect(
      call('AddClusterInstances', { ...purchaseParams, goodsNum: 19 }),
    ).rejects.toMatchObject({
      response: { code: 5100, codeDesc: 'QuotaMaxNodLimit' },
    })
  })
})

describe('DeleteClusterInstances', () => {
  it('moves the instances, then removes the node', async () => {
    const { call, clock, clusterId, nodes, status } = await running()
    await call('CreateClusterService', {
      clusterId,
      serviceName: 'web',
      replicas: 2,
      containers: [{ containerName: 'web', image: 'nginx' }],
    })
    clock.pass(60)
    const [first] = await nodes()
    const { requestId } = await call('DeleteClusterInstances', {
      clusterId,
      instanceIds: [first?.instanceId ?? ''],
    })
    expect(await status()).toBe('Scaling')
    expect((await nodes())[0]).toMatchObject({ cvmState: 6, unschedulable: true })
    clock.pass(60)
    expect(await status()).toBe('Running')
    const [left, ...none] = await nodes()
    expect(none).toEqual([])
    const { instances } = await call('DescribeServiceInstance', { clusterId, serviceName: 'web' })
    expect(instances.map((instance) => [instance.status, instance.nodeIp])).toEqual([
      ['Running', left?.lanIp],
      ['Running', left?.lanIp],
    ])
    expect((await call('DescribeClusterTaskResult', { requestId })).status).toBe('succ')
  })

  it('removes none if one is not a node of the cluster', async () => {
    const { call, clusterId, nodes, storage } = await running()
    const [first] = await nodes()
    const before = storage.documents()
    const instanceIds = [first?.instanceId ?? '', 'ins-00000000']
    await expect(call('DeleteClusterInstances', { clusterId, instanceIds })).rejects.toMatchObject({
      response: { code: 5000, codeDesc: 'InstanceNotFound' },
    })
    expect(storage.documents()).toEqual(before)
  })
})

describe('AddClusterInstancesFromExistedCvm', () => {
  it('adds usable machines and returns the reason for each other one', async () => {
    const { call, clock, clusterId, nodes, storage } = await running()
    const machines = storage.documents().filter((document) => document.kind === 'machine')
    const idOf = (name: string) =>
      machines.find(
        (machine) => machine.json.includes(`"${name}"`) && machine.json.includes('ap-guangzhou'),
      )?.id ?? ''
    const [node] = await nodes()
    const { succInstanceIds, faliInstanceIds } = await call('AddClusterInstancesFromExistedCvm', {
      clusterId,
      instanceIds: [
        ...['spare-01', 'jumphost', 'old-erp', 'billing-db-replica', 'render-node'].map(idOf),
        node?.instanceId ?? '',
        'ins-00000000',
      ],
    })
    expect(succInstanceIds).toEqual([idOf('spare-01'), idOf('jumphost')])
    expect(faliInstanceIds.map((failedInstance) => failedInstance.message)).toEqual([
      'windows and Local disk',
      'cvm is not in the default project',
      'cvm status error',
      'already in Cluster',
      'cvm not found',
    ])
    expect((await nodes()).filter((candidate) => candidate.cvmState === 14)).toHaveLength(2)
    clock.pass(60)
    const joined = (await nodes()).find((candidate) => candidate.instanceId === idOf('jumphost'))
    expect(joined).toMatchObject({ isNormal: 1, cvmState: 2, osImage: 'CentOS Linux 7 (Core)' })
  })

  it('adds a machine again that was removed with RemoveOnly', async () => {
    const { call, clock, clusterId, nodes } = await running()
    const [first] = await nodes()
    const instanceIds = [first?.instanceId ?? '']
    await call('DeleteClusterInstances', { clusterId, instanceIds, nodeDeleteMode: 'RemoveOnly' })
    clock.pass(60)
    expect(await nodes()).toHaveLength(1)
    const again = await call('AddClusterInstancesFromExistedCvm', { clusterId, instanceIds })
    expect(again.succInstanceIds).toEqual(instanceIds)
    clock.pass(60)
    expect(await nodes()).toHaveLength(2)
  })
})

describe('ModifyClusterNodeLabel', () => {
  it('replaces all labels', async () => {
    const { call, clusterId, nodes } = await running()
    const instanceId = (await nodes())[0]?.instanceId ?? ''
    const set = (labels: { key: string; value?: string }[]) =>
      call('ModifyClusterNodeLabel', { clusterId, instanceId, labels })
    await set([{ key: 'pool', value: 'data' }, { key: 'ssd' }])
    expect((await nodes())[0]?.labels).toEqual({ pool: 'data', ssd: '' })
    await set([])
    expect((await nodes())[0]?.labels).toEqual({})
    await expect(set([{ key: 'a' }, { key: 'a' }])).rejects.toMatchObject({
      response: { code: 4000 },
    })
  })

  it('makes a node abnormal with the label `fault`; an unreachable node loses its instances', async () => {
    const { call, clock, clusterId, nodes } = await running()
    await call('CreateClusterService', {
      clusterId,
      serviceName: 'web',
      replicas: 2,
      containers: [{ containerName: 'web', image: 'nginx' }],
    })
    clock.pass(60)
    const [first, second] = await nodes()
    const target = { clusterId, instanceId: first?.instanceId ?? '' }
    await call('ModifyClusterNodeLabel', {
      ...target,
      labels: [{ key: 'fault', value: 'Unknown' }],
    })
    expect((await nodes())[0]).toMatchObject({ isNormal: 0, abnormalReason: 'Unknown' })
    clock.pass(400)
    const { instances } = await call('DescribeServiceInstance', { clusterId, serviceName: 'web' })
    expect(new Set(instances.map((instance) => instance.nodeIp))).toEqual(new Set([second?.lanIp]))
    await call('ModifyClusterNodeLabel', { ...target, labels: [] })
    expect((await nodes())[0]?.isNormal).toBe(1)
  })
  it('does not delay the removal of a node', async () => {
    const { call, clock, clusterId, nodes, status } = await running()
    const instanceId = (await nodes())[0]?.instanceId ?? ''
    await call('DeleteClusterInstances', { clusterId, instanceIds: [instanceId] })
    const labels = [{ key: 'fault', value: 'Unknown' }]
    await call('ModifyClusterNodeLabel', { clusterId, instanceId, labels })
    clock.pass(30)
    expect(await nodes()).toHaveLength(1)
    expect(await status()).toBe('Running')
  })
})
