import { expect } from 'vitest'
import { describeOnDatabases } from '../../test/storeTest'

const drain = {
  clusterId: 'cls-12345678',
  kind: 'drain' as const,
  nodes: [{ name: 'node-1', uid: 'u-1' }],
  startedAt: 1_000,
}

describeOnDatabases('cluster tasks', (it) => {
  it('stores a task and its progress for its account only', async ({ store }) => {
    const [tasks, otherTasks] = [store.clusterTasks('shop'), store.clusterTasks('other')]
    const requestId = await tasks.add(drain)
    const running = { requestId, ...drain, state: 'running', reason: '' }
    const { startedAt: _startedAt, ...listed } = running
    expect(await tasks.find(requestId)).toEqual(listed)
    expect(await tasks.running()).toEqual([listed])
    expect(await otherTasks.find(requestId)).toBeUndefined()
    expect(await otherTasks.claim()).toEqual([])
    await tasks.report(requestId, { state: 'succ', reason: 'done' })
    expect(await tasks.find(requestId)).toMatchObject({ state: 'succ', reason: 'done' })
    expect(await tasks.claim()).toEqual([])
  })

  it('lets one process carry out a task, and another one after its end', async ({
    testDatabase,
    store,
  }) => {
    const [secondStore, thirdStore] = [
      await testDatabase.open('second'),
      await testDatabase.open('third'),
    ]
    const requestId = await store.clusterTasks('shop').add(drain)
    expect(await store.clusterTasks('shop').claim()).toHaveLength(1)
    expect(await secondStore.clusterTasks('shop').claim()).toEqual([])
    await secondStore.clusterTasks('shop').report(requestId, { state: 'fail', reason: '' })
    expect(await thirdStore.clusterTasks('shop').find(requestId)).toMatchObject({
      state: 'running',
    })
    await store.close()
    const claims = [secondStore, thirdStore].map((item) => item.clusterTasks('shop').claim())
    expect((await Promise.all(claims)).flat()).toMatchObject([{ requestId }])
    await Promise.all([secondStore.close(), thirdStore.close()])
  })

  it('forgets ended tasks that began before a time', async ({ store }) => {
    const tasks = store.clusterTasks('shop')
    const [ended, running] = [await tasks.add(drain), await tasks.add(drain)]
    await tasks.report(ended, { state: 'succ', reason: '' })
    await tasks.forget(1_000)
    expect(await tasks.find(ended)).toBeDefined()
    await tasks.forget(1_001)
    expect(await tasks.find(ended)).toBeUndefined()
    expect(await tasks.find(running)).toBeDefined()
  })
})
