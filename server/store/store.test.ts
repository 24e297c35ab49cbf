import { expect } from 'vitest'
import type { Role } from '../../src/contract/console/declare/values'
import { auditRow } from '../test/proxy/auditRow'
import { describeOnDatabases } from '../test/storeTest'
import type { Store } from './open'

const user = (name: string, role: Role = 'operator') => ({
  name,
  passwordHash: 'hash',
  role,
  createdAt: 1_700_000_000_000,
})

/** Fields of a user without restrictions. */
const permissions = { scope: {}, isReadOnly: false, source: 'local' }

async function heldWorld(store: Store) {
  const world = await store.claimWorld()
  if (!world) throw new Error('another has the world')
  return world
}

const document = (id: string) => ({ kind: 'pod', id, json: '{}' })
const brokenDocument = { ...document('broken'), json: null as unknown as string }

describeOnDatabases('store', (it) => {
  it('returns the written data after reopening, and runs no migration twice', async ({
    testDatabase,
    store,
  }) => {
    await store.users.add(user('kept'))
    const secondStore = await testDatabase.open()
    expect(await secondStore.users.find('kept')).toEqual({
      ...user('kept'),
      ...permissions,
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      displayName: 'kept',
    })
    expect(await secondStore.isReady()).toBe(true)
    await secondStore.close()
  })

  it('can be created by several processes at once', async ({ emptyDatabase }) => {
    const { open } = emptyDatabase
    const opened = await Promise.all([open(), open(), open(), open()])
    await opened[0].users.add(user('ada'))
    for (const store of opened) expect(await store.users.find('ada')).toBeDefined()
    for (const store of opened) await store.close()
  })

  it('stores responses by user and idempotency key, and waits for those of other processes', async ({
    testDatabase,
    store,
  }) => {
    const otherStore = await testDatabase.open()
    const scope = { regions: ['gz'] }
    const claim = { user: 'ada', key: 'k1', fingerprint: 'f', requestId: 'r1', at: 1000, scope }
    expect(await store.idempotencyKeys.begin(claim)).toBeUndefined()
    expect(await store.idempotencyKeys.begin({ ...claim, user: 'bob' })).toBeUndefined()
    expect(await otherStore.idempotencyKeys.begin({ ...claim, fingerprint: 'g' })).toEqual({
      fingerprint: 'f',
      scope: { regions: ['gz'] },
    })
    const awaited = otherStore.idempotencyKeys.waitForResponse(claim)
    const answer = { status: 200, body: '{"data":{}}' }
    await store.idempotencyKeys.storeResponse(claim, answer)
    expect(await awaited).toEqual(answer)
    expect(await otherStore.idempotencyKeys.begin(claim)).toEqual({
      fingerprint: 'f',
      scope,
      response: answer,
    })
    await store.idempotencyKeys.release(claim)
    expect(await otherStore.idempotencyKeys.begin(claim)).toBeUndefined()
    await store.idempotencyKeys.forgetBefore(1001)
    expect(await store.idempotencyKeys.begin(claim)).toBeUndefined()
    await otherStore.close()
  })

  it('reports an unknown outcome at once if the process that made a claim has ended', async ({
    testDatabase,
    store,
  }) => {
    const otherStore = await testDatabase.open()
    const claim = { user: 'ada', key: 'k2', fingerprint: 'f', requestId: 'r2', at: 2000 }
    await otherStore.idempotencyKeys.begin(claim)
    await otherStore.close()
    expect(await store.idempotencyKeys.waitForResponse(claim)).toBeUndefined()
    expect(await store.idempotencyKeys.begin(claim)).toEqual({ fingerprint: 'f', scope: {} })
  })

  it('separates revisions and events by service, and replaces an event with the same ID', async ({
    store,
  }) => {
    const web = {
      account: 'prod',
      region: 'gz',
      clusterId: 'cls-1',
      namespace: 'default',
      serviceName: 'web',
    }
    const revision = { ...auditRow('v1'), ...web }
    const { address: _, target: __, cloudRequestId: ___, duration: ____, ...fields } = revision
    await store.revisions.add(fields)
    await store.revisions.add({ ...fields, id: 'v2', serviceName: 'api\0' })
    await store.revisions.complete('v1', {
      outcome: 'ok',
      code: 0,
      codeDesc: '',
      message: 'fine\0',
    })
    expect(await store.revisions.list(web, 10, 1000)).toEqual([
      { ...fields, outcome: 'ok', code: 0, message: 'fine\ufffd' },
    ])
    expect(await store.revisions.list({ ...web, serviceName: 'api\0' }, 10, 1000)).toHaveLength(1)

    const eventTexts = {
      level: 'Normal',
      objType: 'Pod',
      objName: 'a',
      reason: 'b',
      message: 'c\0',
    }
    const event = {
      ...web,
      ...eventTexts,
      id: 'e1',
      firstSeen: '1',
      lastSeen: '2',
      count: 1,
      seenAt: 5,
    }
    await store.seenEvents.put([event, { ...event, id: 'e2', seenAt: 9 }])
    await store.seenEvents.put([{ ...event, lastSeen: '3', count: 2 }])
    await store.seenEvents.put([])
    expect((await store.seenEvents.list(web, 10)).map(({ id, count }) => [id, count])).toEqual([
      ['e1', 2],
      ['e2', 1],
    ])
    await store.seenEvents.removeBefore(9)
    expect(await store.seenEvents.list(web, 10)).toMatchObject([{ id: 'e2', message: 'c\ufffd' }])
  })

  it('commits documents atomically; of equal keys the last one counts', async ({ store }) => {
    const world = await heldWorld(store)
    const several = Array.from({ length: 2500 }, (_, index) => ({
      kind: 'pod',
      id: `p${index}`,
      json: '{"name":"容器 \\u0000"}',
    }))
    await world.commit({ put: several, remove: [] })
    await world.commit({
      put: [
        { kind: 'service', id: 'p1', json: '1' },
        { kind: 'service', id: 'p1', json: '2' },
      ],
      remove: several.slice(1).map(({ kind, id }) => ({ kind, id })),
    })
    await world.commit({ put: [], remove: [] })
    const loaded = await world.load()
    expect(loaded.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      several[0],
      { kind: 'service', id: 'p1', json: '2' },
    ])
  })

  it('stores nothing of a commit that fails halfway', async ({ store }) => {
    const world = await heldWorld(store)
    await world.commit({ put: [document('stored')], remove: [] })
    const putDocuments = [document('fine'), brokenDocument]
    const failed = world.commit({ put: putDocuments, remove: [{ kind: 'pod', id: 'stored' }] })
    await expect(failed).rejects.toThrow()
    expect(await world.load()).toEqual([document('stored')])
    // The error is a fault, not an outage: the database is available.
    await failed.catch((error) => {
      expect([store.hasFailed(error), store.isOutage(error)]).toEqual([true, false])
    })
    expect(store.hasFailed(new TypeError('another'))).toBe(false)
  })

  it('isolates a commit from a concurrent failing one', async ({ store }) => {
    const world = await heldWorld(store)
    await Promise.allSettled([
      world.commit({ put: [document('kept')], remove: [] }),
      world.commit({ put: [document('lost'), brokenDocument], remove: [] }),
    ])
    const ids = (await world.load()).map(({ id }) => id)
    expect([ids.includes('kept'), ids.includes('lost')]).toEqual([true, false])
  })

  it('lets one process at a time claim the world', async ({ testDatabase, store }) => {
    const otherStore = await testDatabase.open()
    expect((await store.claimWorld())?.isHeld()).toBe(true)
    expect((await store.claimWorld())?.isHeld()).toBe(true)
    expect(await otherStore.claimWorld()).toBeUndefined()
    await store.close()
    expect((await otherStore.claimWorld())?.isHeld()).toBe(true)
    await otherStore.close()
  })

  it('can be closed repeatedly and concurrently', async ({ testDatabase, store }) => {
    await store.close()
    const otherStore = await testDatabase.open()
    expect(await otherStore.claimWorld()).toBeDefined()
    await otherStore.idempotencyKeys.begin({
      user: 'ada',
      key: 'c',
      fingerprint: 'f',
      requestId: 'c',
      at: 1,
    })
    await Promise.all([otherStore.close(), otherStore.close()])
    await otherStore.close()
    const reopened = await testDatabase.open()
    expect(await reopened.claimWorld()).toBeDefined()
    await reopened.close()
  })
})
