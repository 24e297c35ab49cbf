import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulatedProxy, simulatedProxy } from '../../test/proxy/simulatedProxy'

const namespace = 'web'
const unprivileged = { containerName: 'app', image: 'nginx:1.13' }
const settings = { replicas: 1, accessType: 'None' }
const privileged = { containers: [{ ...unprivileged, privileged: true }] }
const mount = (hostPath: string) => ({
  containers: [unprivileged],
  volumes: [{ name: 'node', volumeType: 'hostPath', hostPath }],
})

let console: SimulatedProxy
let clusterId: string
const cookies: Record<string, string> = {}

beforeAll(async () => {
  console = await simulatedProxy()
  const { clusters } = await console.cloud.call('DescribeCluster', { clusterName: 'shop-staging' })
  clusterId = clusters[0]?.clusterId ?? ''
  cookies.cluster = await console.proxy.limited({ clusters: [clusterId] })
  cookies.namespace = await console.proxy.limited({ namespaces: [namespace] })
  cookies.region = await console.proxy.limited({ regions: ['gz'] })
})
afterAll(() => console.proxy.close())

const call = (user: string, action: string, serviceName: string, params: object, more = {}) => {
  const how = action === 'ModifyClusterService' && { strategy: 'Recreate' }
  const allParams = { clusterId, namespace, serviceName, ...how, ...params }
  return console.call(cookies[user] ?? '', 'gz', action, allParams, more)
}

describe.each(['cluster', 'namespace'])('a user limited to a %s', (user) => {
  it.each([
    [privileged, 'containers.0.privileged'],
    [mount('/var/run'), 'volumes.0.hostPath'],
  ])('creates no service with %j', async (spec, path) => {
    const changes = await console.changesOf(async () => {
      const params = { ...settings, ...spec }
      const { status, body } = await call(user, 'CreateClusterService', 'own', params)
      expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
      expect(body.error?.fields).toMatchObject([{ path, rule: 'hostAccess' }])
    })
    expect(changes).toEqual([])
  })

  it('creates and changes other services, also with a temporary directory', async () => {
    const [service, params] = [`tmp-${user}`, { ...settings, ...mount('') }]
    expect((await call(user, 'CreateClusterService', service, params)).status).toBe(200)
    const replaced = { ...settings, containers: [unprivileged] }
    expect((await call(user, 'ModifyClusterService', service, replaced)).status).toBe(200)
    const refused = await call(user, 'ModifyClusterService', service, {
      ...settings,
      ...privileged,
    })
    expect(refused.status).toBe(403)
    const image = { image: 'nginx:1.15' }
    expect((await call(user, 'ModifyClusterServiceImage', service, image)).status).toBe(200)
    expect((await call(user, 'RollBackClusterService', service, {})).status).toBe(200)
  })

  it('neither sets an image of a privileged service nor rolls back to it', async () => {
    const service = `root-${user}`
    const params = { ...settings, ...privileged }
    expect((await call('region', 'CreateClusterService', service, params)).status).toBe(200)
    const image = await call(user, 'ModifyClusterServiceImage', service, { image: 'nginx:1.15' })
    expect([image.status, image.body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    const tamed = { ...settings, containers: [unprivileged] }
    expect((await call(user, 'ModifyClusterService', service, tamed)).status).toBe(200)
    expect((await call(user, 'RollBackClusterService', service, {})).status).toBe(403)
    expect((await call('region', 'RollBackClusterService', service, {})).status).toBe(200)
  })

  it('creates such services in an account that allows host access', async () => {
    const account = { account: 'other' }
    const params = { ...settings, ...privileged }
    const answer = await call(user, 'CreateClusterService', `free-${user}`, params, account)
    expect(answer.status, answer.text).toBe(200)
    const { body } = await console.proxy.send('/api/session', {
      headers: { Cookie: cookies[user] ?? '' },
    })
    expect(body.data).toMatchObject({ accounts: [{ noHostAccess: true }, { name: 'other' }] })
    expect(JSON.stringify(body.data).match(/noHostAccess/g)).toHaveLength(1)
  })
})
