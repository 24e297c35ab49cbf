import { expect } from 'vitest'
import { auditRow } from '../../test/proxy/auditRow'
import { describeOnDatabases } from '../../test/storeTest'
import type { Store } from '../open'

const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }

const listIds =
  ({ audit }: Store) =>
  async (query: Partial<Parameters<Store['audit']['list']>[0]>) =>
    (await audit.list({ limit: 10, ...query })).map(({ id }) => id)

describeOnDatabases('audit entries and revisions', (it) => {
  it('completes audit rows, lists the newest first and filters them', async ({ store }) => {
    for (const id of ['01', '02', '03', '04']) await store.audit.add(auditRow(id))
    await store.audit.add(auditRow('05', { user: 'bob', action: 'ModifyServiceReplicas' }))
    await store.audit.complete('02', {
      outcome: 'error',
      code: 5000,
      codeDesc: 'NotFound',
      message: 'gone\0',
      cloudRequestId: 'abc',
      duration: 12,
    })
    const idsOf = listIds(store)
    expect(await idsOf({})).toEqual(['05', '04', '03', '02', '01'])
    expect(await idsOf({ before: '04', limit: 2 })).toEqual(['03', '02'])
    expect(await idsOf({ user: 'bob' })).toEqual(['05'])
    expect(await idsOf({ action: 'DeleteClusterService', outcome: 'pending' })).toEqual([
      '04',
      '03',
      '01',
    ])
    expect(await store.audit.list({ limit: 1, outcome: 'error' })).toEqual([
      auditRow('02', {
        outcome: 'error',
        code: 5000,
        codeDesc: 'NotFound',
        message: 'gone\ufffd',
        cloudRequestId: 'abc',
        duration: 12,
      }),
    ])
  })

  it('omits only long parameters from a list if requested', async ({ store }) => {
    const { params, ...rest } = auditRow('04')
    await store.audit.add({ ...rest, params })
    const listed = (maxParamsLength: number) => store.audit.list({ limit: 1, maxParamsLength })
    expect(await listed(params.length)).toEqual([{ ...rest, params }])
    expect(await listed(params.length - 1)).toEqual([{ ...rest, params: '' }])
  })

  it('settles pending rows of ended processes only', async ({ testDatabase, store }) => {
    await store.audit.add(auditRow('05'))
    const endedProcess = await testDatabase.open()
    await endedProcess.audit.add(auditRow('06', { target: 'cls-9/shop/web,api' }))
    expect(await store.audit.settle('the server stopped')).toBe(0)
    await endedProcess.close()
    expect(await store.audit.settle('the server stopped')).toBe(1)
    expect(await store.audit.settle('the server stopped')).toBe(0)
    const [newest] = await store.audit.list({ limit: 1 })
    expect(newest).toMatchObject({ outcome: 'unknown', message: 'the server stopped', code: null })
    await store.audit.complete('06', { ...ending, outcome: 'ok' })
    expect((await store.audit.find('06'))?.outcome).toBe('ok')
    expect((await store.audit.find('05'))?.outcome).toBe('pending')
  })

  it('finds audit rows by target and time', async ({ store }) => {
    const at = 0xf199_0000_0000
    await store.audit.add(auditRow('01'))
    await store.audit.add(auditRow('02', { target: 'cls-9/shop/web,api' }))
    await store.audit.add(auditRow('f19900000000-1', { at, target: 'cls-7/live/web' }))
    await store.audit.add(auditRow('f19900000001-1', { at: at + 1, target: 'cls-7/ins-1,ins-2' }))
    const idsOf = listIds(store)
    for (const object of ['cls-7', 'cls-7/live', 'cls-7/live/web', 'live']) {
      expect(await idsOf({ object }), object).toContain('f19900000000-1')
    }
    expect(await idsOf({ object: 'ins-2' })).toEqual(['f19900000001-1'])
    expect(await idsOf({ object: 'web', until: at })).toEqual(['02', '01'])
    expect(await idsOf({ object: 'cls' })).toEqual([])
    expect(await idsOf({ from: at })).toEqual(['f19900000001-1', 'f19900000000-1'])
    expect(await idsOf({ from: at, until: at + 1 })).toEqual(['f19900000000-1'])
    expect(await idsOf({ object: 'cls-7', outcome: 'ok' })).toEqual([])
  })

  it('chains the entries of several processes', async ({ testDatabase, store }) => {
    const otherStore = await testDatabase.open()
    const adds = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? store : otherStore).audit.add(auditRow(`1${String(index).padStart(2, '0')}`)),
    )
    await Promise.all(adds)
    const completions = ['100', '101', '102'].map((id, index) =>
      (index % 2 ? store : otherStore).audit.complete(id, { ...ending, outcome: 'ok' }),
    )
    await Promise.all(completions)
    await otherStore.close()
    const { entries, actions, faults, head } = await store.checkAudit()
    expect(faults).toEqual([])
    expect(actions).toBe(20)
    expect(entries).toBe(20 + 3)
    expect(head).toMatch(/^[0-9a-f]{64}$/)
  })

  it('complete adds no entry for a missing row', async ({ store }) => {
    await store.audit.add(auditRow('01'))
    const before = await store.checkAudit()
    await store.audit.complete('none', { ...ending, outcome: 'ok' })
    expect(await store.checkAudit()).toEqual(before)
  })

  it('settles revisions by the audit log, and otherwise as unknown', async ({ store }) => {
    const key = {
      ...{ account: 'prod', region: 'gz', clusterId: 'cls-1' },
      ...{ namespace: 'default', serviceName: 'settled' },
    }
    const { address: _, target: __, cloudRequestId: ___, duration: ____, ...fields } = auditRow('')
    const outcomes = async () =>
      (await store.revisions.list(key, 10, 1000)).map(({ id, outcome }) => `${id} ${outcome}`)
    for (const id of ['r1', 'r2', 'r3']) await store.revisions.add({ ...fields, ...key, id })
    await store.audit.add(auditRow('r1'))
    await store.audit.add(auditRow('r2'))
    await store.revisions.settle('the server stopped')
    expect(await outcomes()).toEqual(['r3 unknown', 'r2 pending', 'r1 pending'])
    await store.audit.complete('r1', { ...ending, outcome: 'ok' })
    await store.audit.complete('r2', { ...ending, outcome: 'unknown' })
    expect(await store.revisions.settle('the server stopped')).toBe(2)
    expect(await outcomes()).toEqual(['r3 unknown', 'r2 unknown', 'r1 ok'])
    await store.audit.complete('r2', { ...ending, outcome: 'error', code: 5100 })
    expect(await store.revisions.settle('the server stopped')).toBe(1)
    expect(await outcomes()).toEqual(['r3 unknown', 'r2 error', 'r1 ok'])
    expect(await store.revisions.settle('the server stopped')).toBe(0)
  })
})
