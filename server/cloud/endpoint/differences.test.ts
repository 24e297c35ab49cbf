import { expect, it } from 'vitest'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { runningCluster } from '../../test/cloud/clusterStatuses'

/** Differences from the API document that no other test covers (docs/compatibility.md). */

const serviceParams = { namespace: 'default', serviceName: 'web' }

async function withService(container: object = {}) {
  const cloud = await testCloud()
  const clusterId = await runningCluster(cloud)
  const containers = [{ containerName: 'web', image: 'nginx:1.13', ...container }]
  await cloud.call('CreateClusterService', { ...serviceParams, clusterId, replicas: 1, containers })
  cloud.clock.pass(60)
  return { cloud, service: { ...serviceParams, clusterId } }
}

it('ignores the token of temporary credentials', async () => {
  const cloud = await testCloud()
  const commonParams = { Token: 'expired' }
  const request = await signedRequest('DescribeCluster', {}, cloud.clock.now(), { commonParams })
  expect(await sendRequest(cloud.fetch, request)).toMatchObject({ code: 0 })
})

it('undoes a rollback by another one', async () => {
  const { cloud, service } = await withService()
  await cloud.call('ModifyClusterServiceImage', { ...service, image: 'nginx:1.15' })
  cloud.clock.pass(120)
  await cloud.call('RollBackClusterService', service)
  cloud.clock.pass(120)
  const imageNow = async () =>
    (await cloud.call('DescribeClusterServiceInfo', service)).service.containers[0]?.image
  expect(await imageNow()).toBe('nginx:1.13')
  await cloud.call('RollBackClusterService', service)
  expect(await imageNow()).toBe('nginx:1.15')
})

it('checks health every 10 s with a timeout of 2 s by default', async () => {
  const check = { type: 'readyCheck', checkMethod: 'methodTcp', port: 80 } as const
  const { cloud, service } = await withService({ healthCheck: [check] })
  const read = await cloud.call('DescribeClusterServiceInfo', service)
  expect(read.service.containers[0]?.readyProbe).toMatchObject({ intervalTime: 10, timeOut: 2 })
})

it('refuses a batch of dimensions', async () => {
  const cloud = await testCloud()
  const dimensions = [{ name: 'docker_clusterid', value: await runningCluster(cloud) }]
  const query = { namespace: 'qce/cvm', metricName: 'dc_cpu_usage', batch: [{ dimensions }] }
  const request = await signedRequest('GetMonitorData', query, cloud.clock.now())
  expect(await sendRequest(cloud.fetch, request)).toMatchObject({ code: -505 })
})
