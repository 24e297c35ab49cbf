import { describe, expect, it } from 'vitest'
import { administer } from '../../../../test/cloud/admin'
import { testCloud } from '../../../../test/cloud/cloud'

const service = { namespace: 'web', serviceName: 'storefront' }

/** A simulation with a running instance, and functions that inspect the instance. */
async function atWork() {
  const cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const serviceParams = { clusterId, ...service }
  const instances = async () =>
    (await cloud.call('DescribeServiceInstance', serviceParams)).instances
  const name = (await instances())[0]?.name ?? ''
  const ask = (path: string, more = {}) =>
    administer(cloud, path, { clusterId, namespace: 'web', instance: name, ...more })
  return {
    cloud,
    clusterId,
    name,
    ask,
    instance: async () => {
      const match = (await instances()).find((instance) => instance.name === name)
      if (!match) throw new Error(`${name} is gone`)
      return match
    },
    status: async () =>
      (await cloud.call('DescribeClusterServiceInfo', serviceParams)).service.status,
    events: async () =>
      (await cloud.call('DescribeServiceEvent', serviceParams)).eventList.filter(
        (event) => event.objName === name,
      ),
    log: async () => {
      const { podLog } = await cloud.call('DescribeInstanceLog', {
        ...serviceParams,
        podName: name,
      })
      return podLog[0]?.containerLog[0]?.log ?? ''
    },
  }
}

describe('crashPod and healPod', () => {
  it('restart the containers once, which status, events and log show', async () => {
    const { cloud, ask, instance, status, events, log } = await atWork()
    const before = await instance()
    expect((await ask('/pods/crash')).says).toMatchObject({ mode: 'once' })
    const during = await instance()
    expect(during).toMatchObject({ status: 'Waiting', readyCount: 0, restartCount: 1 })
    expect(await status()).toBe('Waiting')
    cloud.clock.pass(60)
    const after = await instance()
    expect(after).toMatchObject({ status: 'Running', readyCount: 1, restartCount: 1 })
    expect(after.containers[0]?.containerId).not.toBe(before.containers[0]?.containerId)
    expect(await status()).toBe('Normal')
    expect((await events()).map((event) => event.reason)).toEqual(
      expect.arrayContaining(['Created', 'Started']),
    )
    expect(await log()).toMatch(/ERROR unexpected failure.*exit status 1\n.*INFO starting /s)
    expect(await log()).toMatch(/INFO starting .*\n.*(request|GET)/)
  })

  it('crash in a loop until healed', async () => {
    const { cloud, ask, instance, status, events, log } = await atWork()
    await ask('/pods/crash', { mode: 'loop' })
    cloud.clock.pass(3600)
    const looping = await instance()
    expect(looping).toMatchObject({ status: 'Waiting', reason: '容器进程崩溃' })
    expect(looping.restartCount).toBeGreaterThan(10)
    expect(await status()).toBe('Abnormal')
    expect(
      (await events()).find((event) => event.message.includes('Back-off'))?.count,
    ).toBeGreaterThan(100)
    expect(await log()).toMatch(/cannot start.*exit status 1\n$/s)
    expect((await ask('/pods/crash')).status).toBe(409)

    expect((await ask('/pods/heal')).status).toBe(200)
    expect(await instance()).toMatchObject({ restartCount: looping.restartCount + 1 })
    cloud.clock.pass(60)
    expect(await instance()).toMatchObject({ status: 'Running', reason: '' })
    expect(await status()).toBe('Normal')
    expect((await ask('/pods/heal')).status).toBe(409)

    await ask('/pods/crash')
    cloud.clock.pass(60)
    expect(await instance()).toMatchObject({
      status: 'Running',
      restartCount: looping.restartCount + 2,
    })
  })

  it('survive a restart of the simulation', async () => {
    const { cloud, ask, instance, events, log, clusterId, name } = await atWork()
    await ask('/pods/crash', { mode: 'loop' })
    cloud.clock.pass(1234)
    const seen = [await instance(), await events(), await log()]
    const { storage, clock } = cloud
    const restarted = await testCloud({ storage, clock })
    const serviceParams = { clusterId, ...service }
    const { instances } = await restarted.call('DescribeServiceInstance', serviceParams)
    const { eventList } = await restarted.call('DescribeServiceEvent', serviceParams)
    const { podLog } = await restarted.call('DescribeInstanceLog', {
      ...serviceParams,
      podName: name,
    })
    expect([
      instances.find((candidate) => candidate.name === name),
      eventList.filter((event) => event.objName === name),
      podLog[0]?.containerLog[0]?.log,
    ]).toEqual(seen)
  })

  it('block an update until the instance is healed', async () => {
    const { cloud, clusterId, status } = await atWork()
    const serviceParams = { clusterId, ...service }
    const image = 'nginx:1.99'
    await cloud.call('ModifyClusterServiceImage', { ...serviceParams, image })
    const all = async () => (await cloud.call('DescribeServiceInstance', serviceParams)).instances
    const fresh = async () =>
      (await all()).find(
        (candidate) => candidate.containers[0]?.image === image && candidate.status === 'Running',
      )
    while (!(await fresh())) cloud.clock.pass(0.1)
    const instance = (await fresh())?.name
    const crash = { clusterId, namespace: 'web', instance, mode: 'loop' }
    expect((await administer(cloud, '/pods/crash', crash)).status).toBe(200)
    cloud.clock.pass(3600)
    expect(await status()).toBe('Abnormal')
    const { mode: _mode, ...pod } = crash
    expect((await administer(cloud, '/pods/heal', pod)).status).toBe(200)
    cloud.clock.pass(600)
    expect(await status()).toBe('Normal')
    expect((await all()).every((candidate) => candidate.containers[0]?.image === image)).toBe(true)
  })

  it('are refused for containers that do not run or do not exist', async () => {
    const { cloud, clusterId, ask } = await atWork()
    const { instances } = await cloud.call('DescribeServiceInstance', {
      clusterId,
      namespace: 'orders',
      serviceName: 'invoice-worker',
    })
    const looping = instances.find((instance) => instance.status !== 'Running')?.name
    const requested = { clusterId, namespace: 'orders', instance: looping }
    expect((await administer(cloud, '/pods/crash', requested)).status).toBe(409)
    expect((await administer(cloud, '/pods/heal', requested)).status).toBe(409)
    expect((await ask('/pods/crash', { container: 'none' })).status).toBe(404)
  })
})
