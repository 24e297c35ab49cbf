import { expect } from 'vitest'
import type { Board } from '../../proxy/boards/ports'
import { describeOnDatabases } from '../../test/storeTest'

const board = (id: string, more: Partial<Board> = {}): Board => ({
  id,
  name: id,
  account: 'prod',
  region: 'gz',
  charts: '[]',
  range: '',
  version: 1,
  user: 'ada',
  changedAt: 1,
  ...more,
})

describeOnDatabases('boards and activity', (it) => {
  it('lists boards by name, and refuses a change based on an outdated version', async ({
    store,
  }) => {
    await store.boards.add(board('b', { name: 'zero\0' }))
    await store.boards.add(board('a'))
    expect((await store.boards.list(10)).map(({ name }) => name)).toEqual(['a', 'zero\ufffd'])
    expect(await store.boards.list(1)).toHaveLength(1)
    const content = { name: 'c', charts: '["x"]', range: '1h', user: 'bob', changedAt: 2 }
    expect(await store.boards.change('a', 1, content)).toBe('done')
    expect(await store.boards.change('a', 1, content)).toBe('stale')
    expect(await store.boards.change('none', 1, content)).toBe('missing')
    expect(await store.boards.list(1)).toEqual([board('a', { ...content, version: 2 })])
    expect(await store.boards.remove('a')).toBe(true)
    expect(await store.boards.remove('a')).toBe(false)
  })

  it('lists actions below a target whose name contains wildcards', async ({ store }) => {
    const row = (id: string, target: string) => ({
      ...{ id, at: 5, user: 'ada', role: 'operator', address: '', account: 'prod', region: 'gz' },
      ...{ action: 'ModifyServiceReplicas', target, params: '{}', outcome: 'ok' as const, code: 0 },
      ...{ codeDesc: '', message: '', cloudRequestId: '', duration: 1 },
    })
    const targets = ['a_b/x', 'a_b', 'acb/x', 'a%/x', 'A_b/x', 'a\\/x']
    for (const [at, target] of targets.entries()) await store.audit.add(row(`${at}`, target))
    const below = async (target: string) => {
      const query = { account: 'prod', region: 'gz', target, from: 0, to: 9, limit: 10 }
      return (await store.activity.list(query)).map((entry) => entry.target).toSorted()
    }
    expect(await below('a_b')).toEqual(expect.arrayContaining(['a_b', 'a_b/x']))
    expect(await below('a_b')).not.toContain('acb/x')
    expect(await below('a%')).toEqual(['a%/x'])
    expect(await below('a\\')).toEqual(['a\\/x'])
  })
})
