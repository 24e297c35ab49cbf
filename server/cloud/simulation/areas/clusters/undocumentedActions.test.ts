import { describe, expect, it } from 'vitest'
import { testCloud } from '../../../../test/cloud/cloud'

async function demo(clusterName = 'shop-prod') {
  const cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName })
  const clusterId = clusters[0]?.clusterId ?? ''
  const nodes = async () => (await cloud.call('DescribeClusterInstances', { clusterId })).nodes
  return { ...cloud, clusterId, unVpcId: clusters[0]?.unVpcId ?? '', nodes }
}

it('CheckClusterCIDR refuses the same CIDRs as CreateCluster', async () => {
  const { call, unVpcId: vpcId } = await demo()
  await call('CheckClusterCIDR', { vpcId, clusterCIDR: '172.16.0.0/16' })
  await expect(
    call('CheckClusterCIDR', { vpcId, clusterCIDR: '172.28.0.0/20' }),
  ).rejects.toMatchObject({ response: { code: 4000, codeDesc: 'ConflictWithOtherClusterCIDR' } })
})

it('ModifyClusterAttributes keeps omitted fields', async () => {
  const { call, clusterId } = await demo()
  const read = async () => (await call('DescribeCluster', { clusterIds: [clusterId] })).clusters[0]
  const before = await read()
  await call('ModifyClusterAttributes', { clusterId, clusterName: 'shop-live' })
  expect(await read()).toMatchObject({
    clusterName: 'shop-live',
    description: before?.description,
  })
  await call('ModifyClusterAttributes', { clusterId, clusterDesc: '' })
  expect(await read()).toMatchObject({ clusterName: 'shop-live', description: '' })
})

it('ModifyNamespaceDescription changes the description of one namespace', async () => {
  const { call, clusterId } = await demo()
  await call('ModifyNamespaceDescription', { clusterId, name: 'ops', description: 'Operators' })
  const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
  expect(namespaces.find((namespace) => namespace.name === 'ops')?.description).toBe('Operators')
})

describe('nodes', () => {
  it('can be cordoned and uncordoned', async () => {
    const { call, clock, clusterId, nodes } = await demo('shop-staging')
    const instanceIds = (await nodes()).map((node) => node.instanceId)
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 1 })
    const serviceParams = { clusterId, serviceName: 'load-test' }
    await call('ModifyServiceReplicas', { ...serviceParams, scaleTo: 1 })
    clock.pass(60)
    const status = async () =>
      (await call('DescribeServiceInstance', serviceParams)).instances[0]?.status
    expect(await status()).toBe('Waiting')
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 0 })
    clock.pass(60)
    expect(await status()).toBe('Running')
  })

  it('are drained only with DryRun 0', async () => {
    const { call, clock, clusterId, nodes } = await demo()
    const node = (await nodes())[0]
    const params = { ClusterId: clusterId, InstanceId: node?.instanceId ?? '' }
    const { Pods } = await call('DrainClusterNode', params)
    expect(Pods.length).toBeGreaterThan(0)
    clock.pass(60)
    expect((await call('DrainClusterNode', params)).Pods).toEqual(Pods)
    await call('DrainClusterNode', { ...params, DryRun: 0 })
    clock.pass(60)
    expect((await call('DrainClusterNode', params)).Pods).toEqual([])
    expect((await nodes())[0]?.unschedulable).toBe(true)
  })
})

describe('DescribeInstanceLog', () => {
  const serviceParams = { serviceName: 'storefront', namespace: 'web' }

  it('returns the last lines of each container, and the same ones on the next call', async () => {
    const { call, clock, clusterId } = await demo()
    const ask = () => call('DescribeInstanceLog', { clusterId, ...serviceParams, tail: 5 })
    const { podLog } = await ask()
    expect(podLog).toHaveLength(6)
    const lines = (log = '') => log.split('\n').filter(Boolean)
    expect(lines(podLog[0]?.containerLog[0]?.log)).toHaveLength(5)
    expect(await ask()).toEqual({ podLog })
    clock.pass(15)
    const later = lines((await ask()).podLog[0]?.containerLog[0]?.log)
    expect(lines(podLog[0]?.containerLog[0]?.log).slice(1)).toEqual(later.slice(0, 4))
  })

  it('filters by time, instance and container', async () => {
    const { call, clusterId } = await demo()
    const { podLog } = await call('DescribeInstanceLog', { clusterId, ...serviceParams, tail: 20 })
    const podName = podLog[0]?.name ?? ''
    const all = podLog[0]?.containerLog[0]?.log.split('\n').filter(Boolean) ?? []
    const sinceTime = all[12]?.slice(0, 19) ?? ''
    const requested = {
      clusterId,
      ...serviceParams,
      podName,
      containerName: 'storefront',
      sinceTime,
    }
    const part = await call('DescribeInstanceLog', requested)
    expect(part.podLog).toEqual([
      {
        name: podName,
        containerLog: [{ name: 'storefront', log: `${all.slice(12).join('\n')}\n` }],
      },
    ])
    for (const wrong of [{ podName: 'x' }, { containerName: 'x' }]) {
      const params = { clusterId, ...serviceParams, ...wrong }
      await expect(call('DescribeInstanceLog', params)).rejects.toMatchObject({
        response: { code: 5000 },
      })
    }
    await expect(
      call('DescribeInstanceLog', { ...requested, sinceTime: '2099-01-01 00:00:00' }),
    ).rejects.toMatchObject({ response: { code: 4000 } })
  })

  it('shows why a container crashes', async () => {
    const { call, clusterId } = await demo()
    const { podLog } = await call('DescribeInstanceLog', {
      clusterId,
      serviceName: 'invoice-worker',
      namespace: 'orders',
    })
    expect(JSON.stringify(podLog)).toContain('exit status 1')
  })
})
