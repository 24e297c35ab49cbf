import { describe, expect, it } from 'vitest'
import { openTaskConsole } from '../../test/proxy/taskConsole'

describe('the list of tasks', () => {
  it('is paged, filtered and searched, for every signed-in user', async () => {
    const { call, clock, clusterId, get, list, proxy } = await openTaskConsole()
    const ofNamespace = (name: string) => ({ clusterId, names: [name] })
    for (const name of ['one', 'two', 'three']) {
      await call('CreateClusterNamespace', { clusterId, name, description: '' })
      await call('DeleteClusterNamespace', ofNamespace(name))
      clock.pass(1)
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
    expect((await get('/api/tasks?state=odd')).status).toBe(400)
    expect((await get('/api/tasks?limit=-1')).status).toBe(400)
    expect((await proxy.send('/api/tasks')).status).toBe(401)
  })

  it('drops tasks that ended long ago', async () => {
    const { call, clock, clusterId, list, pass, proxy, signInAgain } = await openTaskConsole()
    await call('CreateClusterNamespace', { clusterId, name: 'one', description: '' })
    await call('DeleteClusterNamespace', { clusterId, names: ['one'] })
    await pass(30)
    expect((await list()).total).toBe(1)
    clock.pass(91 * 86_400)
    await proxy.proxy.runBackgroundWork()
    await signInAgain()
    expect((await list()).total).toBe(0)
  })
})
