import { expect, test } from '@playwright/test'
import { signIn } from '../support/script'
import { startServer } from '../support/server'

type Script = Awaited<ReturnType<typeof signIn>>

async function replicasOf(script: Script, clusterId: string, serviceName: string) {
  const { services } = await script.data('DescribeClusterService', {
    clusterId,
  })
  return services.find((service) => service.serviceName === serviceName)?.desiredReplicas
}

test('an accepted write survives kill -9 right after its response', async () => {
  let server = await startServer()
  let script = await signIn(server.url)
  const { clusters } = await script.data('DescribeCluster', {
    status: 'Running',
    limit: 1,
  })
  const clusterId = clusters[0]?.clusterId ?? ''

  for (const [index, replicas] of [1, 2, 3].entries()) {
    const serviceName = `durable-${index}`
    const containers = [{ containerName: 'web', image: 'nginx:1.25' }]
    const params = { clusterId, serviceName, replicas, containers }
    await script.data('CreateClusterService', params)
    await server.kill()

    server = await startServer({ data: server.data })
    script = await signIn(server.url)
    expect(await replicasOf(script, clusterId, serviceName)).toBe(replicas)
  }

  const scaled = { clusterId, serviceName: 'durable-0', scaleTo: 4 }
  await script.data('ModifyServiceReplicas', scaled)
  await server.kill()
  server = await startServer({ data: server.data })
  script = await signIn(server.url)
  expect(await replicasOf(script, clusterId, 'durable-0')).toBe(4)
  await server.stop()
})
