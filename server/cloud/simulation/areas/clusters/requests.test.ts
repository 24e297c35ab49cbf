import { expect, it } from 'vitest'
import { testCloud } from '../../../../test/cloud/cloud'

async function staging() {
  const cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-staging' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const read = () => cloud.call('DescribeClusterRequestLimitInfo', { clusterId })
  return { ...cloud, clusterId, read }
}

it('DescribeClusterRequestLimitInfo sums requests and limits of each node', async () => {
  const { call, clusterId, read } = await staging()
  const { requestLimitInfo, ...totals } = await read()
  const { nodes } = await call('DescribeClusterInstances', { clusterId })
  expect(Object.keys(requestLimitInfo).sort()).toEqual(nodes.map(({ lanIp }) => lanIp).sort())
  const all = Object.values(requestLimitInfo)
  const sum = (of: 'cpuRequest' | 'memLimit') => all.reduce((total, item) => total + item[of], 0)
  expect(totals.totalCpuRequest).toBeCloseTo(sum('cpuRequest'))
  expect(totals.totalMemLimit).toBeCloseTo(sum('memLimit'))
  expect(totals.totalCpu).toBe(nodes.reduce((total, { cpu }) => total + cpu, 0))
  for (const item of all) expect(item.cpuLimit).toBeGreaterThanOrEqual(item.cpuRequest)
})

it('DescribeClusterRequestLimitInfo grows with each instance and shrinks with each that has stopped', async () => {
  const { call, clock, clusterId, read } = await staging()
  const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
  const running = services.find(
    (candidate) => candidate.status === 'Normal' && candidate.currentReplicas > 0,
  )
  const { serviceName = '', namespace = '' } = running ?? {}
  const serviceParams = { clusterId, serviceName, namespace }
  const { service } = await call('DescribeClusterServiceInfo', serviceParams)
  const request = service.containers.reduce((total, { cpu }) => total + cpu, 0) / 1000
  expect(request).toBeGreaterThan(0)
  const before = (await read()).totalCpuRequest
  await call('ModifyServiceReplicas', { ...serviceParams, scaleTo: 0 })
  clock.pass(600)
  const stopped = (await read()).totalCpuRequest
  expect(before - stopped).toBeCloseTo(request * service.currentReplicas)
  await call('ModifyServiceReplicas', { ...serviceParams, scaleTo: 1 })
  clock.pass(600)
  expect((await read()).totalCpuRequest - stopped).toBeCloseTo(request)
})

it('DescribeClusterRequestLimitInfo refuses a cluster that does not exist', async () => {
  const { call } = await staging()
  await expect(
    call('DescribeClusterRequestLimitInfo', { clusterId: 'cls-none' }),
  ).rejects.toMatchObject({ response: { code: 5000 } })
})
