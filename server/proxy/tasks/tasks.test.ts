import { describe, expect, it } from 'vitest'
import { clusterNamed, machineIn } from '../../test/cloud/purchases'
import { openTaskConsole } from '../../test/proxy/taskConsole'
import { createProxy } from '../app'
import { progressOf } from './follow'

describe('a task with a requestId of the API', () => {
  it('is followed from the call to its end, with user, location and target', async () => {
    const { call, first, list, pass } = await openTaskConsole()
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    const startedTask = await first()
    expect(startedTask).toMatchObject({
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
    const { call, first, pass } = await openTaskConsole()
    await call('CreateCluster', clusterNamed('fault-task', '172.30.0.0/16'))
    await pass(60)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'cloudFailed' })
  })

  it('survives a restart of the console', async () => {
    const { call, clock, first, proxy } = await openTaskConsole()
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    clock.pass(120)
    await createProxy(proxy.ports).runBackgroundWork()
    expect(await first()).toMatchObject({ state: 'done' })
  })

  it('is unknown while the endpoint does not report its state', async () => {
    const { call, first, pass, setNetwork } = await openTaskConsole()
    await call('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'))
    setNetwork('deaf')
    await pass(5)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'notTold' })
    expect((await first())?.detail).toContain('did not respond in time')
    setNetwork('well')
    await pass(10)
    expect(await first()).toMatchObject({ state: 'running', reason: '', detail: '' })
  })
})

describe('a call', () => {
  it('that is refused, or a dry-run drain, starts no task', async () => {
    const { call, clusterId, first, list, pass } = await openTaskConsole()
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
    const { callOverNetwork, first, list, pass } = await openTaskConsole()
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
    const { callOverNetwork, first, pass } = await openTaskConsole()
    await callOverNetwork('CreateCluster', clusterNamed('new-one', '172.30.0.0/16'), 'lose')
    await pass(60)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'noAnswer' })
    await pass(100)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'notCarriedOut' })
  })

  it('is followed after a restart even if its response was missed', async () => {
    const { call, clock, clusterId, first, pass, proxy } = await openTaskConsole()
    const row = await (async () => {
      await call('DeleteClusterNamespace', { clusterId, names: ['none-such'] })
      await call('CreateClusterNamespace', { clusterId, name: 'short', description: '' })
      await call('DeleteClusterNamespace', { clusterId, names: ['short'] })
      return first()
    })()
    await proxy.store.tasks.change(row?.id ?? '', {
      ...{ isAnswered: false, state: 'running', nextAt: clock.now() + 60_000 },
    })
    await pass(59)
    expect(await first()).toMatchObject({ state: 'running' })
    await pass(2)
    expect(await first()).toMatchObject({ state: 'done' })
  })
})

describe('a task without a requestId of the API', () => {
  it('is done when the machines have joined, and failed if some were rejected', async () => {
    const { call, clusterId, first, list, pass } = await openTaskConsole()
    const spare = await call('DescribeExistedCvmForAddClusterInstances', { clusterId })
    const { deviceList } = spare.body.data as {
      deviceList: { instanceId: string; instanceName: string; usable: boolean }[]
    }
    const usableId = deviceList.find((device) => device.usable)?.instanceId ?? ''
    const rejected = deviceList.find((device) => !device.usable)
    const unusableId = rejected?.instanceId ?? ''
    const params = { clusterId, instanceIds: [usableId, unusableId], password: 'hunter2222' }
    await call('AddClusterInstancesFromExistedCvm', params, '2')
    expect(await first()).toMatchObject({
      ...{ state: 'running', reason: 'partly', detail: expect.stringContaining(unusableId) },
      subject: { clusterId, instanceIds: [usableId] },
    })
    await pass(60)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'partly' })
    expect(JSON.stringify(await list())).not.toContain('hunter2222')
    const repeatedParams = { ...params, instanceIds: [unusableId] }
    await call('AddClusterInstancesFromExistedCvm', repeatedParams, rejected?.instanceName)
    expect(await first()).toMatchObject({ state: 'failed', reason: 'partly' })
  })

  it('follows added and removed nodes even if the responses were lost', async () => {
    const { call, callOverNetwork, clusterId, first, pass } = await openTaskConsole()
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
    const { call, callOverNetwork, clusterId, first, list, pass } = await openTaskConsole()
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
    // A task on a service that is deleted fails.
    const image = (await list()).tasks.find((task) => task.action === 'ModifyClusterServiceImage')
    expect(image?.state).toBe('failed')
  })

  it('is due at a whole millisecond, which PostgreSQL requires', async () => {
    const { call, clusterId, first } = await openTaskConsole()
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
    const { callOverNetwork, clock, clusterId, first, pass, proxy, setNetwork, signInAgain } =
      await openTaskConsole()
    await callOverNetwork('RedeployClusterService', { clusterId, serviceName: 'none' }, 'lose')
    setNetwork('deaf')
    clock.pass(90_000)
    await proxy.proxy.runBackgroundWork()
    await signInAgain()
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'givenUp' })
    setNetwork('well')
    await pass(120)
    expect(await first()).toMatchObject({ state: 'unknown', reason: 'givenUp' })
  })
})
