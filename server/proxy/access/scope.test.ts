import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'
import type { Scope } from '../ports'

let upstream: Upstream
let proxy: TestProxy

const services = ['live', 'test'].map((namespace) => ({ serviceName: 'web', namespace }))
const namespaces = ['live', 'test'].map((name) => ({ name }))
const answers: Readonly<Record<string, object>> = {
  DescribeClusterService: { totalCount: 2, services },
  DescribeClusterNameSpaces: { totalCount: 2, namespaces },
}

beforeAll(async () => {
  upstream = await startUpstream()
  const endpoints = { ccs: upstream.url, ccr: upstream.url, monitor: upstream.url }
  proxy = await testProxy({
    accounts: [accountAt('', { endpoints }), accountAt('', { name: 'other', endpoints })],
  })
})
beforeEach(() => {
  upstream.received = []
  upstream.reply = ({ params }) => envelope(0, 'Success', '', answers[params.Action ?? ''] ?? {})
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const limited = (scope: Scope) => proxy.limited(scope)

const refused = async (cookie: string, action: string, params: object, more: object = {}) => {
  const { status, body } = await proxy.call(cookie, action, params, more)
  expect(status, action).toBe(403)
  expect(body.error?.codeDesc).toBe('OutOfScope')
  expect(upstream.received).toEqual([])
  return body.error?.message ?? ''
}
const allowed = async (cookie: string, action: string, params: object, more: object = {}) => {
  const answer = await proxy.call(cookie, action, params, more)
  expect(answer.status, `${action} ${answer.text}`).toBe(200)
  return answer.body.data
}

const web = { clusterId: 'cls-1', serviceName: 'web' }

/** A service metric that only its dimensions identify. */
const used = (clusterId: string, namespace: string) => ({
  namespace: 'qce/docker',
  metricName: 'service_cpu_used',
  dimensions: Object.entries({ clusterId, serviceName: 'web', namespace }).map(([name, value]) => ({
    name,
    value,
  })),
})

const trigger = {
  ...{ triggerName: 'aims', reponame: 'shop/web', invokeMethod: 'all', clusterRegion: 1 },
  ...{ serviceName: 'web', containerName: 'web', clusterId: 'cls-1', namespace: 'live' },
}

describe('the scope of a user', () => {
  it('limited to an account, hides and refuses other accounts', async () => {
    const cookie = await limited({ accounts: ['other'] })
    const { body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
    expect(body.data).toMatchObject({ accounts: [{ name: 'other' }] })
    expect(await refused(cookie, 'DescribeCluster', {})).toMatch(/account prod, only other/)
    await allowed(cookie, 'DescribeCluster', {}, { account: 'other' })
  })

  it('limited to a region, hides and refuses other regions in both spellings', async () => {
    const cookie = await limited({ regions: ['ap-shanghai'] })
    const { body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
    expect(body.data).toMatchObject({ accounts: [{ regions: ['sh'] }, { regions: ['sh'] }] })
    await refused(cookie, 'DescribeCluster', {}, { region: 'gz' })
    await refused(cookie, 'DescribeCluster', {}, { region: 'ap-guangzhou' })
    await allowed(cookie, 'DescribeCluster', {}, { region: 'sh' })
  })

  it('limited to a cluster, hides and refuses other clusters', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    await refused(cookie, 'DescribeClusterService', { clusterId: 'cls-2' })
    await refused(cookie, 'DescribeCluster', { clusterIds: ['cls-1', 'cls-2'] })
    await refused(cookie, 'PauseClusterService', { ...web, clusterId: 'cls-2' })
    const node = { ClusterId: 'cls-2', InstanceId: 'ins-1' }
    expect(await refused(cookie, 'DrainClusterNode', node)).toMatch(/the cluster cls-2/)
    const dimensions = [{ name: 'docker_clusterid', value: 'cls-2' }]
    const metric = { namespace: 'qce/cvm', metricName: 'cpu_usage', dimensions }
    await refused(cookie, 'GetMonitorData', metric)
    await refused(cookie, 'GetMonitorData', used('cls-2', 'live'))
    await allowed(cookie, 'DescribeCluster', {})
    // An empty list is dropped on the wire and would return everything.
    await allowed(cookie, 'DescribeCluster', { clusterIds: [] })
    const sentClusterIds = upstream.received.map(({ params }) => params['clusterIds.0'])
    expect(sentClusterIds).toEqual(['cls-1', 'cls-1'])
    await allowed(cookie, 'PauseClusterService', web)
    await allowed(cookie, 'DrainClusterNode', { ...node, ClusterId: 'cls-1' })
    await allowed(cookie, 'GetMonitorData', used('cls-1', 'live'))
  })

  it('limited to a cluster, hides other clusters even for an empty list of IDs or a cloud that ignores the IDs', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    const clusters = ['cls-1', 'cls-2'].map((clusterId) => ({ clusterId }))
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 2, clusters })
    const shown = await allowed(cookie, 'DescribeCluster', { clusterIds: [] })
    expect(upstream.received[0]?.params).toMatchObject({ 'clusterIds.0': 'cls-1' })
    expect(shown).toMatchObject({ totalCount: 1, clusters: [{ clusterId: 'cls-1' }] })
  })

  it('limited to a namespace, hides and refuses other namespaces', async () => {
    const cookie = await limited({ namespaces: ['live'] })
    await refused(cookie, 'PauseClusterService', web)
    await refused(cookie, 'PauseClusterService', { ...web, namespace: 'test' })
    const bothNamespaces = { clusterId: 'cls-1', names: ['live', 'test'] }
    await refused(cookie, 'DeleteClusterNamespace', bothNamespaces)
    await refused(cookie, 'CreateClusterNamespace', { clusterId: 'cls-1', name: 'test' })
    await refused(cookie, 'DescribeServiceEvent', web)
    const oneNamespace = { clusterId: 'cls-1', namespace: 'test', allnamespace: 0 }
    await refused(cookie, 'DescribeClusterService', oneNamespace)
    await refused(cookie, 'GetMonitorData', used('cls-1', 'test'))
    await allowed(cookie, 'GetMonitorData', used('cls-1', 'live'))
    await allowed(cookie, 'CreateClusterNamespace', {
      ...{ clusterId: 'cls-1', name: 'live', description: '' },
    })
    const deletedNamespaces = { clusterId: 'cls-1', names: ['live'] }
    await allowed(cookie, 'DeleteClusterNamespace', deletedNamespaces, { confirm: 'live' })
    expect(await allowed(cookie, 'DescribeClusterNameSpaces', { clusterId: 'cls-1' })).toEqual({
      totalCount: 1,
      namespaces: [{ name: 'live' }],
    })
    await allowed(cookie, 'PauseClusterService', { ...web, namespace: 'live' })
    await allowed(cookie, 'DescribeClusterInstances', { clusterId: 'cls-1' })
    expect(
      await allowed(cookie, 'DescribeClusterService', { clusterId: 'cls-1', allnamespace: 1 }),
    ).toMatchObject({ totalCount: 1, services: [services[0]] })
  })

  it.each([{ clusters: ['cls-1'] }, { namespaces: ['live'] }] as const)(
    '%j refuses writes that name neither a cluster nor a namespace',
    async (scope) => {
      const cookie = await limited(scope)
      for (const { name, mutates } of Object.values(actions)) {
        if (mutates) await refused(cookie, name, {})
      }
    },
  )

  it.each([{ clusters: ['cls-1'] }, { namespaces: ['live'] }] as const)(
    '%j allows new triggers with a target inside it, and refuses to delete triggers',
    async (scope) => {
      const cookie = await limited(scope)
      await refused(cookie, 'AddUpdateServiceTrigger', {
        ...trigger,
        ...{ clusterId: 'cls-2', namespace: 'test' },
      })
      const { triggerName } = trigger
      await refused(cookie, 'DeleteUpdateServiceTrigger', { triggerName })
      await allowed(cookie, 'AddUpdateServiceTrigger', trigger)
    },
  )

  it('limited to a namespace, shows the revisions and tasks of its services', async () => {
    const cookie = await limited({ namespaces: ['live'] })
    const read = (namespace: string) =>
      proxy.send(
        `/api/revisions?account=prod&region=gz&clusterId=cls-1&serviceName=web&namespace=${namespace}`,
        { headers: { Cookie: cookie } },
      )
    expect((await read('test')).status).toBe(403)
    expect((await read('live')).status).toBe(200)
    const otherCookie = await limited({})
    await allowed(otherCookie, 'RedeployClusterService', { ...web, namespace: 'test' })
    const redeployed = async (who: string) => {
      const { data } = (await proxy.send('/api/tasks', { headers: { Cookie: who } })).body
      const { tasks } = data as { tasks: { action: string }[] }
      return tasks.filter(({ action }) => action === 'RedeployClusterService').length
    }
    expect([await redeployed(otherCookie), await redeployed(cookie)]).toEqual([1, 0])
  })

  it('refuses an account or region outside it like an unknown one, and names neither', async () => {
    const cookie = await limited({ accounts: ['other'] })
    const calls = [{ account: 'nobody' }, { account: 'prod' }, { region: 'nowhere' }]
    for (const overrides of calls) {
      const { status, text } = await proxy.call(cookie, 'DescribeCluster', {}, overrides)
      expect([status, text.includes('must be one of other')]).toEqual([403, true])
    }
    const { text } = await proxy.call(
      await limited({ regions: ['sh'] }),
      'DescribeCluster',
      {},
      {
        region: 'nowhere',
      },
    )
    expect(text).toContain('must be one of sh"')
  })

  it('allows access to nothing if its list is empty', async () => {
    const noAccount = await limited({ accounts: [] })
    expect(await refused(noAccount, 'DescribeCluster', {})).toContain('only nothing')
    const { body } = await proxy.send('/api/session', { headers: { Cookie: noAccount } })
    expect(body.data).toMatchObject({ accounts: [] })
    await refused(await limited({ regions: [] }), 'DescribeCluster', {})
    const noCluster = await limited({ clusters: [] })
    await refused(noCluster, 'DescribeClusterService', { clusterId: 'cls-1' })
    await refused(noCluster, 'PauseClusterService', web)
    const noNamespace = await limited({ namespaces: [] })
    await refused(noNamespace, 'PauseClusterService', web)
    const manyClusters = Array.from({ length: 20 }, (_, index) => ({ clusterId: `cls-${index}` }))
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 70, clusters: manyClusters })
    expect(await allowed(noCluster, 'DescribeCluster', {})).toEqual({ totalCount: 0, clusters: [] })
  })

  it('audits refusals', async () => {
    const cookie = await limited({ clusters: ['cls-1'] })
    await refused(cookie, 'PauseClusterService', { ...web, clusterId: 'cls-2' })
    expect((await proxy.rows())[0]).toMatchObject({
      action: 'PauseClusterService',
      outcome: 'refused',
      codeDesc: 'OutOfScope',
      target: 'cls-2/web',
    })
  })
})
