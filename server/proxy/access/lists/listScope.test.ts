import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../../test/proxy/temporary'
import { envelope, type Upstream } from '../../../test/proxy/upstream'
import type { Scope } from '../../ports'

let upstream: Upstream
let proxy: TestProxy
let unlimitedCookie: string

const invoked = (clusterId: string, namespace: string) => ({
  triggerName: `${clusterId}-${namespace}`,
  repoName: 'shop/web',
  invokeSource: 'IMAGE_PUSH',
  invokeAction: 'SERVICE_UPDATE',
  createTime: '2026-01-01 00:00:00',
  updateTime: '2026-01-01 00:00:00',
  invokeCondition: { invokeMethod: 'all', invokeExpr: '' },
  invokePara: { serviceName: 'web', clusterId, namespace, containerName: 'web', clusterRegion: 1 },
})
const triggers = [invoked('cls-1', 'live'), invoked('cls-1', 'test'), invoked('cls-2', 'live')]

const logs = triggers.map(({ createTime, updateTime: _, ...fields }) => ({
  ...{ ...fields, tagName: 'v1', invokeTime: createTime },
  invokeResult: { returnCode: 0, returnMsg: '' },
}))
const answers: Readonly<Record<string, object>> = {
  ListTrigger: { totalCount: 3, triggerInfo: triggers },
  ListTriggerLog: { totalCount: 3, logInfo: logs },
}

const web = { clusterId: 'cls-1', namespace: 'live', serviceName: 'web' }

const limited = (name: string, scope: Scope) => proxy.limited(scope, name)

const get = async (cookie: string, path: string) =>
  (await proxy.send(path, { headers: { Cookie: cookie } })).body.data

const restart = (cookie: string, clusterId: string, namespace: string) =>
  proxy.call(cookie, 'RedeployClusterService', { clusterId, namespace, serviceName: 'web' })

const board = (name: string, charts: string[], more: object = {}) => ({
  ...{ name, charts, account: 'prod', region: 'gz', range: '1h' },
  ...more,
})
const addBoard = (cookie: string, ...[name, charts, more]: Parameters<typeof board>) =>
  proxy.write('POST', '/api/boards', board(name, charts, more), cookie)

beforeEach(async () => {
  upstream = await temporaryUpstream()
  upstream.reply = ({ params }) => envelope(0, 'Success', '', answers[params.Action ?? ''] ?? {})
  const endpoints = { ccs: upstream.url, ccr: upstream.url }
  proxy = await temporaryProxy({
    accounts: [accountAt('', { endpoints }), accountAt('', { name: 'other', endpoints })],
  })
  unlimitedCookie = await proxy.signInAs('operator', 'all')
  for (const [clusterId, namespace] of [
    ['cls-1', 'live'],
    ['cls-2', 'live'],
    ['cls-1', 'test'],
    ['cls-2', 'live'],
  ] as const) {
    expect((await restart(unlimitedCookie, clusterId, namespace)).status).toBe(200)
  }
  await addBoard(unlimitedCookie, 'Own', ['service_cpu_used:cls-1/live/web'])
  await addBoard(unlimitedCookie, 'Mixed', ['service_cpu_used:cls-1/live/web,cls-2/live/web@80'])
  await addBoard(unlimitedCookie, 'Test', ['service_cpu_used:cls-1/test/web'])
  await addBoard(unlimitedCookie, 'Other account', ['dc_cpu_usage:cls-1'], { account: 'other' })
  await addBoard(unlimitedCookie, 'Own first', ['dc_cpu_usage:cls-1', 'dc_cpu_usage:cls-2'])
})

describe('a user whose scope is one cluster', () => {
  const scope = { accounts: ['prod'], clusters: ['cls-1'] }

  it("sees only the cluster's tasks, in pages and in counts", async () => {
    const cookie = await limited('a', scope)
    expect(await get(unlimitedCookie, '/api/tasks')).toMatchObject({ total: 4, running: 4 })
    const countsInScope = { total: 2, running: 2, unknown: 0 }
    const subject = { clusterId: 'cls-1' }
    const first = await get(cookie, '/api/tasks?limit=1')
    expect(first).toMatchObject({
      ...countsInScope,
      tasks: [{ subject: { ...subject, namespace: 'test' } }],
    })
    const secondPage = await get(cookie, '/api/tasks?limit=1&offset=1')
    expect(secondPage).toMatchObject({
      ...countsInScope,
      tasks: [{ subject: { ...subject, namespace: 'live' } }],
    })
    expect(await get(cookie, '/api/tasks?offset=2')).toMatchObject({ ...countsInScope, tasks: [] })
  })

  it('sees, adds and changes only boards within the scope', async () => {
    const cookie = await limited('b', scope)
    const names = async (who: string) =>
      ((await get(who, '/api/boards')) as { boards: { id: string; name: string }[] }).boards
    expect((await names(cookie)).map(({ name }) => name)).toEqual(['Own', 'Test'])
    const outsideScope = ['service_cpu_used:cls-2/live/web']
    expect((await addBoard(cookie, 'X', outsideScope)).body.error?.codeDesc).toBe('OutOfScope')
    const additionElsewhere = await addBoard(cookie, 'X', [], { account: 'other' })
    expect(additionElsewhere.body.error?.codeDesc).toBe('OutOfScope')
    const boards = await names(unlimitedCookie)
    const idOf = (name: string) => boards.find((candidate) => candidate.name === name)?.id
    const changeBoard = (name: string, charts: string[]) =>
      proxy.write('PUT', `/api/boards/${idOf(name)}`, { name, charts, version: 1 }, cookie)
    expect((await changeBoard('Mixed', [])).status).toBe(404)
    expect((await changeBoard('Own', outsideScope)).body.error?.codeDesc).toBe('OutOfScope')
    const removal = await proxy.write('DELETE', `/api/boards/${idOf('Mixed')}`, undefined, cookie)
    expect(removal.status).toBe(404)
    expect(await names(unlimitedCookie)).toHaveLength(5)
  })

  it("sees only the cluster's triggers and their log", async () => {
    const cookie = await limited('c', scope)
    const { body } = await proxy.call(cookie, 'ListTrigger', {})
    expect(body.data).toEqual({ totalCount: 2, triggerInfo: triggers.slice(0, 2) })
    const log = await proxy.call(cookie, 'ListTriggerLog', { reponame: 'shop/web' })
    expect(log.body.data).toEqual({ totalCount: 2, logInfo: logs.slice(0, 2) })
  })
})

describe('a user whose scope is one cluster, on another cluster', () => {
  it.each([
    '/api/activity?from=0&to=9999999999999&target=',
    '/api/nodeEvents?clusterId=',
    '/api/revisions?serviceName=web&namespace=live&clusterId=',
    '/api/events?serviceName=web&namespace=live&clusterId=',
  ])('is refused at %s', async (path) => {
    const cookie = await limited(`e${path.length}`, { clusters: ['cls-1'], regions: ['gz'] })
    const read = async (cluster: string, region: string) => {
      const url = `${path}${cluster}&account=prod&region=${region}`
      return (await proxy.send(url, { headers: { Cookie: cookie } })).status
    }
    expect(await read('cls-1', 'gz')).toBe(200)
    expect([await read('cls-2', 'gz'), await read('cls-1', 'sh')]).toEqual([403, 403])
  })
})

describe('a user whose scope is one account or region', () => {
  it('sees only tasks within the scope', async () => {
    const [otherAccount, otherRegion] = [{ account: 'other' }, { region: 'sh' }]
    for (const overrides of [otherAccount, otherRegion]) {
      expect(
        (await proxy.call(unlimitedCookie, 'RedeployClusterService', web, overrides)).status,
      ).toBe(200)
    }
    const visibleTasks = async (name: string, scope: Scope) => {
      const listed = await get(await limited(name, scope), '/api/tasks')
      const { tasks, running } = listed as {
        tasks: { account: string; region: string }[]
        running: number
      }
      expect(running).toBe(tasks.length)
      return tasks.map(({ account, region }) => `${account} ${region}`)
    }
    expect(await visibleTasks('f', { accounts: ['other'] })).toEqual(['other gz'])
    expect(await visibleTasks('g', { regions: ['ap-shanghai'] })).toEqual(['prod sh'])
  })
})

describe('a user whose scope is one namespace', () => {
  const scope = { namespaces: ['live'] }

  it('sees no activity and triggers of another namespace in the cluster', async () => {
    const cookie = await limited('d', scope)
    const path = '/api/activity?account=prod&region=gz&from=0&to=9999999999999&target='
    const targets = async (who: string, target: string) =>
      ((await get(who, `${path}${target}`)) as { activity: { target: string }[] }).activity.map(
        (item) => item.target,
      )
    expect(await targets(unlimitedCookie, 'cls-1')).toEqual(['cls-1/test/web', 'cls-1/live/web'])
    expect(await targets(cookie, 'cls-1')).toEqual(['cls-1/live/web'])
    const { body } = await proxy.call(cookie, 'ListTrigger', {})
    expect(body.data).toEqual({ totalCount: 2, triggerInfo: [triggers[0], triggers[2]] })
  })

  it.each(['revisions', 'events'])('is refused the %s of another namespace', async (what) => {
    const cookie = await limited(what, scope)
    const read = async (namespace: string) => {
      const service = `clusterId=cls-1&serviceName=web&namespace=${namespace}`
      const path = `/api/${what}?account=prod&region=gz&${service}`
      return (await proxy.send(path, { headers: { Cookie: cookie } })).status
    }
    expect([await read('live'), await read('test')]).toEqual([200, 403])
  })

  it('does not see other namespaces in a shared operation', async () => {
    const deletedNamespaces = { clusterId: 'cls-1', names: ['live', 'test'] }
    const deleted = await proxy.call(unlimitedCookie, 'DeleteClusterNamespace', deletedNamespaces, {
      confirm: '2',
    })
    expect(deleted.status, deleted.text).toBe(200)
    const actions = async (who: string) => {
      const { tasks } = (await get(who, '/api/tasks')) as { tasks: { action: string }[] }
      return tasks.map(({ action }) => action)
    }
    expect(await actions(unlimitedCookie)).toContain('DeleteClusterNamespace')
    expect(await actions(await limited('h', scope))).not.toContain('DeleteClusterNamespace')
  })
})

describe('a further list of a response', () => {
  const pod = (namespace: string) => ({
    ...{ instanceId: 'ins-1', namespace, name: `agent-${namespace}`, status: 'Running' },
    ...{ ownerKind: 'DaemonSet', ownerName: 'agent' },
  })
  const totals = {
    ...{ totalCpuRequest: 1, totalCpuLimit: 1, totalMemRequest: 1, totalMemLimit: 1 },
    ...{ totalGpuLimit: 0, totalCpu: 4, totalMem: 8, totalGpu: 0, requestLimitInfo: {} },
  }
  const podsFor = async (cookie: string) => {
    upstream.reply = () =>
      envelope(0, 'Success', '', { ...totals, otherPods: [pod('live'), pod('test')] })
    const params = { clusterId: 'cls-1' }
    return (await proxy.call(cookie, 'DescribeClusterRequestLimitInfo', params)).body.data
  }

  it('has only the rows within the scope of a limited user', async () => {
    const live = await podsFor(await limited('pods', { namespaces: ['live'] }))
    expect(live).toEqual({ ...totals, otherPods: [pod('live')] })
    const none = await podsFor(await limited('no-pods', { namespaces: [] }))
    expect(none).toEqual({ ...totals, otherPods: [] })
  })

  it('has all rows for users without a limit of namespaces', async () => {
    const whole = { ...totals, otherPods: [pod('live'), pod('test')] }
    expect(await podsFor(unlimitedCookie)).toEqual(whole)
    expect(await podsFor(await limited('cluster', { clusters: ['cls-1'] }))).toEqual(whole)
  })
})

describe('a text that may name resources outside the scope', () => {
  const resultFor = async (cookie: string) => {
    const result = { status: 'running', reason: 'waits for test/web-1' }
    upstream.reply = () => envelope(0, 'Success', '', result)
    return (await proxy.call(cookie, 'DescribeClusterTaskResult', { requestId: 1 })).body.data
  }

  it.each<Scope>([{ namespaces: ['live'] }, { clusters: ['cls-1'] }])(
    'is omitted for a user whose scope is %j',
    async (scope) => {
      expect(await resultFor(await limited('waiting', scope))).toEqual({ status: 'running' })
    },
  )

  it('is returned to users without a limit of clusters and namespaces', async () => {
    const complete = { status: 'running', reason: 'waits for test/web-1' }
    expect(await resultFor(unlimitedCookie)).toEqual(complete)
    expect(await resultFor(await limited('region', { regions: ['gz'] }))).toEqual(complete)
  })
})

describe('a task of a whole cluster', () => {
  it('names what it waits for only to users without a limit of namespaces', async () => {
    await proxy.store.tasks.add({
      ...{ id: 'drain', at: proxy.clock.now(), user: 'admin', account: 'prod', region: 'gz' },
      ...{ action: 'DrainClusterNode', subject: { clusterId: 'cls-1' }, requestId: 1 },
      ...{ state: 'running', reason: 'inProgress', detail: 'test/web-1', isAnswered: true },
      ...{ endedAt: null, nextAt: null },
    })
    const drain = async (cookie: string) => get(cookie, '/api/tasks?action=DrainClusterNode')
    const inCluster = await limited('in-cluster', { clusters: ['cls-1'] })
    expect(await drain(inCluster)).toMatchObject({ tasks: [{ detail: 'test/web-1' }] })
    const inNamespace = await limited('in-namespace', { namespaces: ['live'] })
    expect(await drain(inNamespace)).toMatchObject({ tasks: [{ detail: '' }] })
  })
})
