import { expect } from 'vitest'
import type { Task } from '../../../src/contract/console/tasks'
import { describeOnDatabases } from '../../test/storeTest'
import type { Store } from '../open'

const task = (id: string, facts: Partial<Task> = {}): Task => ({
  id,
  at: 1_700_000_000_000,
  user: 'Ada',
  account: 'prod',
  region: 'gz',
  action: 'DeleteCluster',
  subject: { clusterId: 'cls-1', clusterName: '100%_集群' },
  requestId: null,
  isAnswered: false,
  state: 'running',
  reason: '',
  detail: '',
  endedAt: null,
  nextAt: 5,
  ...facts,
})

const secondTask = { user: 'bob', nextAt: 3 }
/** Adds two running tasks, of which the second is due first, and an ended one. */
async function addTasks({ tasks }: Store) {
  await tasks.add(task('1'))
  await tasks.add(task('2', secondTask))
  await tasks.add(task('3', { state: 'done', endedAt: 9, nextAt: null, at: 100 }))
}

const listIds =
  ({ tasks }: Store) =>
  async (query: Partial<Parameters<Store['tasks']['list']>[0]>) =>
    (await tasks.list({ limit: 10, offset: 0, ...query })).tasks.map(({ id }) => id)

describeOnDatabases('tasks and drafts', (it) => {
  it('returns tasks as stored, newest first', async ({ store }) => {
    await addTasks(store)
    expect(await store.tasks.list({ limit: 1, offset: 1 })).toEqual({
      total: 3,
      tasks: [task('2', secondTask)],
    })
    expect(await store.tasks.count()).toEqual({ running: 2, unknown: 0 })
  })

  it('filters by state, account, action and literal text', async ({ store }) => {
    await addTasks(store)
    const idsOf = listIds(store)
    expect(await idsOf({ states: ['done', 'failed'] })).toEqual(['3'])
    expect(await idsOf({ account: 'other' })).toEqual([])
    expect(await idsOf({ action: 'DeleteCluster', states: ['running'] })).toEqual(['2', '1'])
    expect(await idsOf({ search: 'ADA' })).toEqual(['3', '1'])
    expect(await idsOf({ search: '100%_集群' })).toEqual(['3', '2', '1'])
    expect(await idsOf({ search: '1%0' })).toEqual([])
  })

  it('returns due tasks, longest due first, and changes them', async ({ store }) => {
    await addTasks(store)
    const due = async (now: number) => (await store.tasks.due(now, 10)).map(({ id }) => id)
    expect([await due(2), await due(4), await due(5)]).toEqual([[], ['2'], ['2', '1']])
    expect((await store.tasks.due(5, 1)).length).toBe(1)
    const taskChange = {
      state: 'unknown',
      requestId: 2 ** 40,
      isAnswered: true,
      nextAt: 8,
    } as const
    await store.tasks.change('2', { ...taskChange, detail: 'no\0answer' })
    const [changedTask] = (await store.tasks.list({ limit: 1, offset: 1 })).tasks
    expect(changedTask).toEqual(
      task('2', { ...secondTask, ...taskChange, detail: 'no\ufffdanswer' }),
    )
    expect(await store.tasks.count()).toEqual({ running: 1, unknown: 1 })
  })

  it('forgets ended tasks and removes tasks that never began', async ({ store }) => {
    await addTasks(store)
    const idsOf = listIds(store)
    await store.tasks.forget(1_800_000_000_000)
    expect(await idsOf({})).toEqual(['2', '1'])
    await store.tasks.remove('1')
    expect(await idsOf({})).toEqual(['2'])
  })

  it('keeps one draft per user and name, and only the newest ones', async ({ store }) => {
    const draft = (user: string, name: string, savedAt: number) => ({
      ...{ user, name, savedAt, json: `{"at":${savedAt}}` },
    })
    await store.drafts.save(draft('ann', 'a', 1), 2)
    await store.drafts.save(draft('ann', 'b', 2), 2)
    await store.drafts.save(draft('ann', 'a', 3), 2)
    await store.drafts.save(draft('bob', 'a', 0), 2)
    await store.drafts.save(draft('ann', 'c', 4), 2)
    expect(await store.drafts.find('ann', 'a')).toEqual(draft('ann', 'a', 3))
    expect(await store.drafts.find('ann', 'b')).toBeUndefined()
    expect(await store.drafts.find('bob', 'a')).toEqual(draft('bob', 'a', 0))
    await store.drafts.remove('ann', 'a')
    expect(await store.drafts.find('ann', 'a')).toBeUndefined()
  })

  it('replaces and removes a draft only in the version that is named', async ({ store }) => {
    const draft = (savedAt: number) => ({
      ...{ user: 'ann', name: 'a', savedAt, json: `{"at":${savedAt}}` },
    })
    expect(await store.drafts.save(draft(1), 2, null)).toBe(true)
    expect(await store.drafts.save(draft(2), 2, null)).toBe(false)
    expect(await store.drafts.save(draft(3), 2, 1)).toBe(true)
    expect(await store.drafts.save(draft(4), 2, 1)).toBe(false)
    expect(await store.drafts.remove('ann', 'a', 1)).toBe(false)
    expect(await store.drafts.find('ann', 'a')).toEqual(draft(3))
    expect(await store.drafts.remove('ann', 'a', 3)).toBe(true)
    expect(await store.drafts.remove('ann', 'a', 3)).toBe(true)
    expect(await store.drafts.save(draft(5), 2, 3)).toBe(true)
  })
})
