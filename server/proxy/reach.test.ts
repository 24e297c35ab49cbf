import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../src/contract/index'
import { accountAt, type TestProxy, testProxy } from '../test/proxy'
import { envelope, startUpstream, type Upstream } from '../test/upstream'
import type { Reach } from './ports'

let upstream: Upstream
let proxy: TestProxy
let count = 0

const services = ['live', 'test'].map((namespace) => ({ serviceName: 'web', namespace }))

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, ccr: upstream.url, monitor: upstream.url }
  proxy = await testProxy({
    accounts: [accountAt('', { endpoints }), accountAt('', { name: 'other', endpoints })],
  })
})
beforeEach(() => {
  upstream.heard = []
  upstream.reply = ({ params }) =>
    envelope(
      0,
      'Success',
      '',
      params.Action === 'DescribeClusterService' ? { totalCount: 2, services } : {},
    )
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

/** The cookie of an operator who reaches only so much. */
async function limited(reach: Reach): Promise<string> {
  count += 1
  const name = `u${count}`
  await proxy.person('operator', name)
  await proxy.store.users.change(name, { reach })
  return proxy.signIn(name)
}

const refused = async (cookie: string, action: string, params: object, more: object = {}) => {
  const { status, body } = await proxy.call(cookie, action, params, more)
  expect(status, action).toBe(403)
  expect(body.error?.codeDesc).toBe('OutOfReach')
  expect(upstream.heard).toEqual([])
  return body.error?.message ?? ''
}
const allowed = async (cookie: string, action: string, params: object, more: object = {}) => {
  const answer = await proxy.call(cookie, action, params, more)
  expect(answer.status, `${action} ${answer.text}`).toBe(200)
  return answer.body.data
}

const web = { clusterId: 'cls-1', serviceName: 'web' }

describe('who reaches only', () => {
  it('an account sees and calls no other', async () => {
    const cookie = await limited({ accounts: ['other'] })
    const { body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
    expect(body.data).toMatchObject({ accounts: [{ name: 'other' }] })
    expect(await refused(cookie, 'DescribeCluster', {})).toMatch(/account prod, only other/)
    await allowed(cookie, 'DescribeCluster', {}, { account: 'other' })
  })

  it('a region sees and calls no other, in whichever spelling', async () => {
    const cookie = await limited({ regions: ['ap-shanghai'] })
    const { body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
    expect(body.data).toMatchObject({ accounts: [{ regions: ['sh'] }, { regions: ['sh'] }] })
    await refused(cookie, 'DescribeCluster', {}, { region: 'gz' })
    await refused(cookie, 'DescribeCluster', {}, { region: 'ap-guangzhou' })
    await allowed(cookie, 'DescribeCluster', {}, { region: 'sh' })
  })

  it('a cluster reads and changes no other, and is shown no other', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    await refused(cookie, 'DescribeClusterService', { clusterId: 'cls-2' })
    await refused(cookie, 'DescribeCluster', { clusterIds: ['cls-1', 'cls-2'] })
    await refused(cookie, 'PauseClusterService', { ...web, clusterId: 'cls-2' })
    await refused(cookie, 'DrainClusterNode', { ClusterId: 'cls-2', InstanceId: 'ins-1' })
    const dimensions = [{ name: 'docker_clusterid', value: 'cls-2' }]
    const metric = { namespace: 'qce/cvm', metricName: 'cpu_usage', dimensions }
    await refused(cookie, 'GetMonitorData', metric)
    await allowed(cookie, 'DescribeCluster', {})
    // An empty list leaves no trace on the wire, where it would ask for all.
    await allowed(cookie, 'DescribeCluster', { clusterIds: [] })
    const asked = upstream.heard.map(({ params }) => params['clusterIds.0'])
    expect(asked).toEqual(['cls-1', 'cls-1'])
    await allowed(cookie, 'PauseClusterService', web)
  })

  it('a cluster is shown no other by an empty list of ids, or where the cloud passes the ids over', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    const clusters = ['cls-1', 'cls-2'].map((clusterId) => ({ clusterId }))
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 2, clusters })
    const shown = await allowed(cookie, 'DescribeCluster', { clusterIds: [] })
    expect(upstream.heard[0]?.params).toMatchObject({ 'clusterIds.0': 'cls-1' })
    expect(shown).toMatchObject({ totalCount: 1, clusters: [{ clusterId: 'cls-1' }] })
  })

  it('a namespace reads and changes no other, and is shown no other', async () => {
    const cookie = await limited({ namespaces: ['live'] })
    await refused(cookie, 'PauseClusterService', web)
    await refused(cookie, 'PauseClusterService', { ...web, namespace: 'test' })
    await refused(cookie, 'DeleteClusterNamespace', { clusterId: 'cls-1', names: ['live', 'test'] })
    await refused(cookie, 'CreateClusterNamespace', { clusterId: 'cls-1', name: 'test' })
    await refused(cookie, 'DescribeServiceEvent', web)
    await allowed(cookie, 'PauseClusterService', { ...web, namespace: 'live' })
    await allowed(cookie, 'DescribeClusterInstances', { clusterId: 'cls-1' })
    expect(
      await allowed(cookie, 'DescribeClusterService', { clusterId: 'cls-1', allnamespace: 1 }),
    ).toMatchObject({ totalCount: 1, services: [services[0]] })
  })

  it.each([{ clusters: ['cls-1'] }, { namespaces: ['live'] }] as const)(
    '%j can write nothing that is of no one such thing',
    async (reach) => {
      const cookie = await limited(reach)
      for (const { name, mutates } of Object.values(actions)) {
        if (mutates) await refused(cookie, name, {})
      }
    },
  )

  it('a namespace is shown the revisions of its own services, and the tasks', async () => {
    const cookie = await limited({ namespaces: ['live'] })
    const read = (namespace: string) =>
      proxy.send(
        `/api/revisions?account=prod&region=gz&clusterId=cls-1&serviceName=web&namespace=${namespace}`,
        { headers: { Cookie: cookie } },
      )
    expect((await read('test')).status).toBe(403)
    expect((await read('live')).status).toBe(200)
    const other = await limited({})
    await allowed(other, 'RedeployClusterService', { ...web, namespace: 'test' })
    const tasks = async (who: string) =>
      (await proxy.send('/api/tasks', { headers: { Cookie: who } })).body.data
    expect(await tasks(other)).toMatchObject({ tasks: [{ action: 'RedeployClusterService' }] })
    expect(await tasks(cookie)).toMatchObject({ tasks: [] })
  })

  it('a refusal is in the audit', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    await refused(cookie, 'PauseClusterService', { ...web, clusterId: 'cls-2' })
    expect((await proxy.rows())[0]).toMatchObject({
      action: 'PauseClusterService',
      outcome: 'refused',
      codeDesc: 'OutOfReach',
      target: 'cls-2/web',
    })
  })
})
