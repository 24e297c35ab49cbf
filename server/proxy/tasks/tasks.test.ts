import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '../../../src/contract/console/tasks'
import { inProcess } from '../../node/upstream/inProcess'
import { testKey } from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'
import { clusterNamed, machineIn } from '../../test/cloud/purchases'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { createProxy } from '../app'
import { type Transport, TransportError } from '../ports'
import { progressOf } from './follow'

/**
 * swallow: the write is executed and its response lost; lose: writes never arrive; deaf: reads do
 * not arrive either.
 */
type Network = 'well' | 'swallow' | 'lose' | 'deaf'

let proxy: TestProxy
let ann: string
let network: Network
let clusterId: string
const clock = () => proxy.clock

beforeEach(async () => {
  const clock = new Clock()
  const cloud = await testCloud({ clock, world: 'demo' })
  const well = inProcess(cloud)
  network = 'well'
  const transport: Transport = async (request) => {
    if (network === 'well' || (network !== 'deaf' && !request.isWrite)) return well(request)
    if (network === 'swallow') await well(request)
    throw new TransportError('timeout', true, 'time is up')
  }
  const account = accountAt('http://cloud.test/v2/index.php', testKey)
  proxy = await testProxy({ clock, transport, accounts: [account] })
  ann = await proxy.signInAs('operator', 'ann')
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  clusterId = clusters[0]?.clusterId ?? ''
})
afterEach(() => proxy.close())

interface TaskPage {
  tasks: Task[]
  total: number
  running: number
  unknown: number
}

async function list(query = ''): Promise<TaskPage> {
  const answer = await proxy.send(`/api/tasks${query}`, { headers: { Cookie: ann } })
  return answer.body.data as TaskPage
}
const first = async () => (await list()).tasks[0]

/** Advances the clock with a check every second, like a host. */
async function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    clock().pass(1)
    await proxy.proxy.follow()
  }
}

interface Params {
  clusterId?: string
  serviceName?: string
  names?: string[]
  instanceIds?: (string | undefined)[]
  [other: string]: unknown
}

/** Names to type to confirm deletions. */
function confirmOf(action: string, { serviceName, names, instanceIds }: Params) {
  if (!action.startsWith('Delete')) return {}
  return { confirm: serviceName ?? names?.[0] ?? instanceIds?.[0] ?? 'shop-prod' }
}

const call = (action: string, params: Params, confirm?: string) =>
  proxy.call(ann, action, params, confirm ? { confirm } : confirmOf(action, params))
const callOverNetwork = async (action: string, params: Params, how: Network = 'swallow') => {
  network = how
  await call(action, params)
  network = 'well'
}

describe('a task with a requestId of the API', () => {
  it('is followed from the call to its end, with user, location and target', async () => {
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    const begun = await first()
    expect(begun).toMatchObject({
      ...{ user: 'ann', account: 'prod', region: 'gz', action: 'CreateCluster' },
      ...{ state: 'running', reason: '', endedAt: null },
      subject: { clusterName: 'new-one', clusterId: expect.stringMatching(/^cls-/) },
    })
    expect(await list()).toMatchObject({ running: 1, unknown: 0, total: 1 })
    await pass(10)
    expect(await first()).toMatchObject({ state: 'running' })
    await pass(80)
    const done = await first()
    expect(done).toMatchObject({ state: 'done', endedAt: expect.any(Number) })
    expect(Number(done?.endedAt) - Number(done?.at)).toBeGreaterThan(29_000)
    expect(await list()).toMatchObject({ running: 0 })
  })

  it('fails if the cloud reports a failure', async () => {
    await call('CreateCluster', clusterNamed('fault-task', '172.30.0.0/16'))
    await pass(60)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'cloudFailed' })
  })

  it('survives a restart of the console', async () => {
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    clock().pass(120)
    await createProxy(proxy.ports).follow()
    expect(await first()).toMatchObject({ state: 'done' })
  })

  it('is unknown while the endpoint does not report its state', async () => {
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    network = 'deaf'
    await pass(5)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'notTold' })
    expect((await first())?.detail).toContain('did not respond in time')
    network = 'well'
    await pass(10)
    expect(await first()).toMatchObject({ state: 'running', reason: '', detail: '' })
  })
})

describe('a call', () => {
  it('that is refused, or a dry-run drain, starts no task', async () => {
    await call('CreateCluster', clusterNamed('fault-5300', '172.30.0.0/16'))
    await call('CreateCluster', {})
    expect(await list()).toMatchObject({ total: 0 })
    const nodes = await call('DescribeClusterInstances', { clusterId })
    const { nodes: all } = nodes.body.data as { nodes: { instanceId: string }[] }
    const drain = { ClusterId: clusterId, InstanceId: all[0]?.instanceId }
    await call('DrainClusterNode', drain)
    expect(await list()).toMatchObject({ total: 0 })
    await call('DrainClusterNode', { ...drain, DryRun: 0 })
    await pass(5)
    expect(await first()).toMatchObject({ action: 'DrainClusterNode', state: 'done' })
  })

  it('without a response is unknown until the new cluster is found', async () => {
    await callOverNetwork('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'noAnswer' })
    expect(await list()).toMatchObject({ running: 0, unknown: 1 })
    await pass(3)
    expect(await first()).toMatchObject({
      state: 'running',
      subject: { clusterId: expect.stringMatching(/^cls-/) },
    })
    await pass(90)
    expect(await first()).toMatchObject({ state: 'done' })
  })

  it('that never arrived is unknown at first, then reported as not executed', async () => {
    await callOverNetwork('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'), 'lose')
    await pass(60)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'noAnswer' })
    await pass(100)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'notCarriedOut' })
  })

  it('is followed after a restart even if its response was missed', async () => {
    const row = await (async () => {
      await call('DeleteClusterNamespace', { clusterId, names: ['none-such'] })
      await call('CreateClusterNamespace', { clusterId, name: 'short', description: '' })
      await call('DeleteClusterNamespace', { clusterId, names: ['short'] })
      return first()
    })()
    await proxy.store.tasks.change(row?.id ?? '', {
      ...{ isAnswered: false, state: 'running', nextAt: clock().now() + 60_000 },
    })
    await pass(59)
    expect(await first()).toMatchObject({ state: 'running' })
    await pass(2)
    expect(await first()).toMatchObject({ state: 'done' })
  })
})

describe('a task without a requestId of the API', () => {
  it('is done when the machines have joined, and failed if some were rejected', async () => {
    const spare = await call('DescribeExistedCvmForAddClusterInstances', { clusterId })
    const { deviceList } = spare.body.data as {
      deviceList: { instanceId: string; instanceName: string; usable: boolean }[]
    }
    const good = deviceList.find((one) => one.usable)?.instanceId ?? ''
    const rejected = deviceList.find((one) => !one.usable)
    const bad = rejected?.instanceId ?? ''
    const params = { clusterId, instanceIds: [good, bad], password: 'hunter2222' }
    await call('AddClusterInstancesFromExistedCvm', params, '2')
    expect(await first()).toMatchObject({
      ...{ state: 'running', reason: 'partly', detail: expect.stringContaining(bad) },
      subject: { clusterId, instanceIds: [good] },
    })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'partly' })
    expect(JSON.stringify(await list())).not.toContain('hunter2222')
    const again = { ...params, instanceIds: [bad] }
    await call('AddClusterInstancesFromExistedCvm', again, rejected?.instanceName)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'partly' })
  })

  it('follows added and removed nodes even if the responses were lost', async () => {
    const { machine } = machineIn()
    await callOverNetwork('AddClusterInstances', { clusterId, ...machine })
    await pass(3)
    expect(await first()).toMatchObject({ state: 'running' })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'done' })
    const nodes = await call('DescribeClusterInstances', { clusterId, limit: 100 })
    const { nodes: all } = nodes.body.data as { nodes: { instanceId: string }[] }
    const instanceIds = [all.at(-1)?.instanceId]
    await callOverNetwork('DeleteClusterInstances', { clusterId, instanceIds })
    await pass(3)
    expect(await first()).toMatchObject({ state: 'running', subject: { instanceIds } })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'done' })
    await callOverNetwork('DeleteCluster', { clusterId })
    await pass(90)
    expect(await first()).toMatchObject({ action: 'DeleteCluster', state: 'done' })
  })

  it('follows a service by its state', async () => {
    const web = { clusterId, serviceName: 'tasked' }
    const containers = [{ containerName: 'web', image: 'nginx:1.25' }]
    await call('CreateClusterService', { ...web, replicas: 1, containers })
    await pass(2)
    expect(await first()).toMatchObject({ state: 'running' })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'done', subject: { serviceName: 'tasked' } })
    await callOverNetwork('ModifyServiceReplicas', { ...web, scaleTo: 2 })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'done', subject: { replicas: 2 } })
    await callOverNetwork('ModifyServiceReplicas', { ...web, scaleTo: 3 }, 'lose')
    await pass(150)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'notCarriedOut' })
    await call('ModifyClusterServiceImage', { ...web, image: 'nginx:pull-fail' })
    await pass(150)
    expect((await first())?.action).toBe('ModifyClusterServiceImage')
    await call('DeleteClusterService', web)
    await pass(90)
    expect(await first()).toMatchObject({ action: 'DeleteClusterService', state: 'done' })
    // A task on a deleted service has failed.
    const image = (await list()).tasks.find((one) => one.action === 'ModifyClusterServiceImage')
    expect(image?.state).toBe('failed')
  })

  it('is due at a whole millisecond, which PostgreSQL requires', async () => {
    await call('CreateClusterService', {
      ...{ clusterId, serviceName: 'paced', replicas: 1 },
      containers: [{ containerName: 'web', image: 'nginx:1.25' }],
    })
    const task = await first()
    if (!task) throw new Error('there is no task')
    const stored = { ...task, nextAt: 0, isAnswered: true }
    const { nextAt } = progressOf(stored, { state: 'running' }, task.at + 10_001)
    expect(nextAt).toBe(task.at + 10_001 + 1_250)
  })

  it('is no longer followed after a day, and stays unknown', async () => {
    await callOverNetwork('RedeployClusterService', { clusterId, serviceName: 'none' }, 'lose')
    network = 'deaf'
    clock().pass(90_000)
    await proxy.proxy.follow()
    ann = await proxy.signIn('ann')
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'givenUp' })
    network = 'well'
    await pass(120)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'givenUp' })
  })
})

describe('the list of tasks', () => {
  it('is paged, filtered and searched, for every signed-in user', async () => {
    const ofNamespace = (name: string) => ({ clusterId, names: [name] })
    for (const name of ['one', 'two', 'three']) {
      await call('CreateClusterNamespace', { clusterId, name, description: '' })
      await call('DeleteClusterNamespace', ofNamespace(name))
      clock().pass(1)
    }
    const names = async (query: string) =>
      (await list(query)).tasks.map(({ subject }) => subject.names?.[0])
    expect(await names('')).toEqual(['three', 'two', 'one'])
    expect(await names('?limit=1&offset=1')).toEqual(['two'])
    expect((await list('?limit=1')).total).toBe(3)
    expect(await names('?q=TWO')).toEqual(['two'])
    expect(await names('?q=%25')).toEqual([])
    expect(await names('?state=done&state=failed')).toEqual([])
    expect((await names('?state=running&account=prod')).length).toBe(3)
    expect(await names('?account=other')).toEqual([])
    const headers = { Cookie: ann }
    expect((await proxy.send('/api/tasks?state=odd', { headers })).status).toBe(400)
    expect((await proxy.send('/api/tasks?limit=-1', { headers })).status).toBe(400)
    expect((await proxy.send('/api/tasks')).status).toBe(401)
  })

  it('drops tasks that ended long ago', async () => {
    await call('CreateClusterNamespace', { clusterId, name: 'one', description: '' })
    await call('DeleteClusterNamespace', { clusterId, names: ['one'] })
    await pass(30)
    expect((await list()).total).toBe(1)
    clock().pass(91 * 86_400)
    await proxy.proxy.follow()
    ann = await proxy.signIn('ann')
    expect((await list()).total).toBe(0)
  })
})
