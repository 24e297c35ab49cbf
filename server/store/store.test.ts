import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/contract/console/declare/values'
import { auditRow } from '../test/proxy/auditRow'
import { hasPostgres, libsqlPlace, onPostgres, type Place, postgresPlace } from '../test/stores'
import type { Store } from './open'

const user = (name: string, role: Role = 'operator') => ({
  name,
  passwordHash: 'hash',
  role,
  createdAt: 1_700_000_000_000,
})

/** Fields of a user without restrictions. */
const permissions = { scope: {}, isReadOnly: false, source: 'local' }

function suite(makePlace: () => Promise<Place>) {
  let place: Place
  let store: Store

  beforeAll(async () => {
    place = await makePlace()
    store = await place.open()
  })
  afterAll(async () => {
    await store.close()
    await place.drop()
  })

  async function heldWorld() {
    const world = await store.claimWorld()
    if (!world) throw new Error('another has the world')
    return world
  }

  it('returns the written data after reopening, and runs no migration twice', async () => {
    await store.users.add(user('kept'))
    const second = await place.open()
    expect(await second.users.find('kept')).toEqual({
      ...user('kept'),
      ...permissions,
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      displayName: 'kept',
    })
    expect(await second.isReady()).toBe(true)
    await second.close()
    await store.users.remove('kept')
  })

  it('can be opened by several processes at once', async () => {
    const fresh = await makePlace()
    const opened = await Promise.all([fresh.open(), fresh.open(), fresh.open(), fresh.open()])
    await opened[0].users.add(user('ada'))
    for (const one of opened) expect(await one.users.find('ada')).toBeDefined()
    for (const one of opened) await one.close()
    await fresh.drop()
  })

  it('stores responses by user and idempotency key, and waits for those of other processes', async () => {
    const other = await place.open()
    const scope = { regions: ['gz'] }
    const claim = { user: 'ada', key: 'k1', fingerprint: 'f', requestId: 'r1', at: 1000, scope }
    expect(await store.idempotencyKeys.begin(claim)).toBeUndefined()
    expect(await store.idempotencyKeys.begin({ ...claim, user: 'bob' })).toBeUndefined()
    expect(await other.idempotencyKeys.begin({ ...claim, fingerprint: 'g' })).toEqual({
      fingerprint: 'f',
      scope: { regions: ['gz'] },
    })
    const awaited = other.idempotencyKeys.waitForResponse(claim)
    const answer = { status: 200, body: '{"data":{}}' }
    await store.idempotencyKeys.storeResponse(claim, answer)
    expect(await awaited).toEqual(answer)
    expect(await other.idempotencyKeys.begin(claim)).toEqual({
      fingerprint: 'f',
      scope,
      response: answer,
    })
    await store.idempotencyKeys.release(claim)
    expect(await other.idempotencyKeys.begin(claim)).toBeUndefined()
    await store.idempotencyKeys.forgetBefore(1001)
    expect(await store.idempotencyKeys.begin(claim)).toBeUndefined()
    await other.close()
  })

  it('reports an unknown outcome at once if the process that made a claim has ended', async () => {
    const other = await place.open()
    const claim = { user: 'ada', key: 'k2', fingerprint: 'f', requestId: 'r2', at: 2000 }
    await other.idempotencyKeys.begin(claim)
    await other.close()
    expect(await store.idempotencyKeys.waitForResponse(claim)).toBeUndefined()
    expect(await store.idempotencyKeys.begin(claim)).toEqual({ fingerprint: 'f', scope: {} })
  })

  it('separates revisions and events by service, and replaces an event with the same ID', async () => {
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

    const words = { level: 'Normal', objType: 'Pod', objName: 'a', reason: 'b', message: 'c\0' }
    const event = { ...web, ...words, id: 'e1', firstSeen: '1', lastSeen: '2', count: 1, seenAt: 5 }
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

  it('refuses duplicate user names and lists users in order', async () => {
    expect(await store.users.add(user('zoe'))).toBe(true)
    expect(await store.users.add(user('ada', 'viewer'))).toBe(true)
    expect(await store.users.add(user('ada', 'admin'))).toBe(false)
    expect(await store.users.add(user('ＡDA'))).toBe(false)
    expect((await store.users.list()).map(({ name, role }) => [name, role])).toEqual([
      ['ada', 'viewer'],
      ['zoe', 'operator'],
    ])
    expect(await store.users.find('nobody')).toBeUndefined()
  })

  it('adds a single sign-on user once for any number of concurrent sign-ins', async () => {
    const identity = { issuer: 'https://id.example', subject: 's1' }
    const added = { identity, displayName: 'Ida', role: 'viewer', createdAt: 0, scope: {} } as const
    const all = await Promise.all([1, 2, 3].map(() => store.users.addSso(added)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await store.users.findByIdentity(identity)).toEqual(all[0])
    const other = { ...added, identity: { ...identity, subject: 's2' } }
    expect((await store.users.addSso(other)).name).toBe('Ida (2)')
    expect(await store.users.freeName('ida')).toBe('ida (3)')
    expect((await store.users.named('Ida')).map(({ name }) => name)).toEqual(['Ida', 'Ida (2)'])
    await store.users.remove('Ida')
    await store.users.remove('Ida (2)')
  })

  it('does not count single sign-on users without an identity as administrators', async () => {
    await store.users.add({ ...user('boss', 'admin'), source: 'sso' })
    await store.users.add(user('root', 'admin'))
    expect(await store.users.remove('root')).toBe('lastAdmin')
    expect(await store.users.remove('boss')).toBe('done')
    await store.users.add(user('other', 'admin'))
    expect(await store.users.remove('root')).toBe('done')
    await store.users.add(user('root', 'admin'))
    await store.users.remove('other')
  })

  it('never removes the last administrator', async () => {
    await store.users.add(user('root', 'admin'))
    expect(await store.users.change('root', { role: 'viewer' })).toBe('lastAdmin')
    expect(await store.users.remove('root')).toBe('lastAdmin')
    await store.users.add(user('second', 'admin'))
    expect(await store.users.change('root', { role: 'viewer' })).toBe('done')
    expect(await store.users.remove('second')).toBe('lastAdmin')
    expect(await store.users.change('second', { passwordHash: 'other' })).toBe('done')
    // An administrator with a limited scope could not give others more.
    const part = { clusters: ['cls-1'] }
    await store.users.add({ ...user('third', 'admin'), scope: part })
    expect(await store.users.remove('second')).toBe('lastAdmin')
    expect(await store.users.change('second', { scope: part })).toBe('lastAdmin')
    expect(await store.users.remove('third')).toBe('done')
    expect(await store.users.remove('nobody')).toBe('missing')
    expect(await store.users.change('nobody', { role: 'viewer' })).toBe('missing')
  })

  it('removes at most one of two administrators at the same time', async () => {
    await store.users.add(user('left', 'admin'))
    await store.users.change('second', { role: 'viewer' })
    await store.users.add(user('right', 'admin'))
    await Promise.allSettled([store.users.remove('left'), store.users.remove('right')])
    const admins = (await store.users.list()).filter(({ role }) => role === 'admin')
    expect(admins.length).toBeGreaterThan(0)
  })

  it('ends the sessions of a user whose password changes or who is removed', async () => {
    const session = { idHash: 'h1', user: 'zoe', createdAt: 10, usedAt: 10 }
    await store.sessions.add(session)
    expect(await store.sessions.find('h1')).toEqual({
      ...session,
      sid: null,
      refreshToken: null,
      validatedAt: null,
      userId: (await store.users.find('zoe'))?.id,
      secretHash: null,
      codeHash: null,
      verifiedAt: 0,
      address: '',
      device: '',
      role: 'operator',
      scope: {},
      isReadOnly: false,
    })
    await store.users.change('zoe', { role: 'viewer' })
    expect((await store.sessions.find('h1'))?.role).toBe('viewer')
    await store.users.change('zoe', { passwordHash: 'other' })
    expect(await store.sessions.find('h1')).toBeUndefined()
    await store.sessions.add({ ...session, idHash: 'h2' })
    await store.users.remove('zoe')
    expect(await store.sessions.find('h2')).toBeUndefined()
  })

  it('removes ended sessions', async () => {
    await store.sessions.add({ idHash: 'old', user: 'ada', createdAt: 1, usedAt: 900 })
    await store.sessions.add({ idHash: 'idle', user: 'ada', createdAt: 500, usedAt: 500 })
    await store.sessions.add({ idHash: 'live', user: 'ada', createdAt: 500, usedAt: 500 })
    await store.sessions.touch('live', 900, '192.0.2.1')
    await store.sessions.removeEnded({ createdAt: 100, usedAt: 800 })
    expect(await store.sessions.find('old')).toBeUndefined()
    expect(await store.sessions.find('idle')).toBeUndefined()
    expect((await store.sessions.find('live'))?.usedAt).toBe(900)
    await store.sessions.remove('live')
    expect(await store.sessions.find('live')).toBeUndefined()
  })

  it('completes audit rows, lists the newest first and filters them', async () => {
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
    const idsOf = async (query: Partial<Parameters<Store['audit']['list']>[0]>) =>
      (await store.audit.list({ limit: 10, ...query })).map(({ id }) => id)
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

  it('omits only long parameters from a list if requested', async () => {
    const { params, ...rest } = auditRow('04')
    const listed = (maxParamsLength: number) =>
      store.audit.list({ limit: 1, before: '05', maxParamsLength })
    expect(await listed(params.length)).toEqual([{ ...rest, params }])
    expect(await listed(params.length - 1)).toEqual([{ ...rest, params: '' }])
  })

  it('settles pending rows of ended processes only', async () => {
    const endedProcess = await place.open()
    await endedProcess.audit.add(auditRow('06', { target: 'cls-9/shop/web,api' }))
    expect(await store.audit.settle('the server stopped')).toBe(0)
    await endedProcess.close()
    expect(await store.audit.settle('the server stopped')).toBe(1)
    expect(await store.audit.settle('the server stopped')).toBe(0)
    const [newest] = await store.audit.list({ limit: 1 })
    expect(newest).toMatchObject({ outcome: 'unknown', message: 'the server stopped', code: null })
    const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }
    await store.audit.complete('06', { ...ending, outcome: 'ok' })
    expect((await store.audit.find('06'))?.outcome).toBe('ok')
  })

  it('finds audit rows by target and time', async () => {
    const at = 0xf199_0000_0000
    await store.audit.add(auditRow('f19900000000-1', { at, target: 'cls-7/live/web' }))
    await store.audit.add(auditRow('f19900000001-1', { at: at + 1, target: 'cls-7/ins-1,ins-2' }))
    const idsOf = async (query: Partial<Parameters<Store['audit']['list']>[0]>) =>
      (await store.audit.list({ limit: 10, ...query })).map(({ id }) => id)
    for (const object of ['cls-7', 'cls-7/live', 'cls-7/live/web', 'live']) {
      expect(await idsOf({ object }), object).toContain('f19900000000-1')
    }
    expect(await idsOf({ object: 'ins-2' })).toEqual(['f19900000001-1'])
    expect(await idsOf({ object: 'web', until: at })).toEqual(['06', '05', '04', '03', '02', '01'])
    expect(await idsOf({ object: 'cls' })).toEqual([])
    expect(await idsOf({ from: at })).toEqual(['f19900000001-1', 'f19900000000-1'])
    expect(await idsOf({ from: at, until: at + 1 })).toEqual(['f19900000000-1'])
    expect(await idsOf({ object: 'cls-7', outcome: 'ok' })).toEqual([])
  })

  it('chains the entries of several processes', async () => {
    const other = await place.open()
    const adds = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? store : other).audit.add(auditRow(`1${String(index).padStart(2, '0')}`)),
    )
    await Promise.all(adds)
    await other.close()
    const { entries, actions, faults, head } = await store.checkAudit()
    expect(faults).toEqual([])
    expect(actions).toBe(28)
    expect(entries).toBe(28 + 3)
    expect(head).toMatch(/^[0-9a-f]{64}$/)
  })

  it('complete of a missing row leaves no entry', async () => {
    const before = await store.checkAudit()
    const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }
    await store.audit.complete('none', { ...ending, outcome: 'ok' })
    expect(await store.checkAudit()).toEqual(before)
  })

  it('settles revisions by the audit log, and otherwise as unknown', async () => {
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
    const ending = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '', duration: 3 }
    await store.audit.complete('r1', { ...ending, outcome: 'ok' })
    await store.audit.complete('r2', { ...ending, outcome: 'unknown' })
    expect(await store.revisions.settle('the server stopped')).toBe(2)
    expect(await outcomes()).toEqual(['r3 unknown', 'r2 unknown', 'r1 ok'])
    await store.audit.complete('r2', { ...ending, outcome: 'error', code: 5100 })
    expect(await store.revisions.settle('the server stopped')).toBe(1)
    expect(await outcomes()).toEqual(['r3 unknown', 'r2 error', 'r1 ok'])
    expect(await store.revisions.settle('the server stopped')).toBe(0)
  })

  it('commits documents atomically; of equal keys the last one counts', async () => {
    const world = await heldWorld()
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
    const found = await world.load()
    expect(found.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      several[0],
      { kind: 'service', id: 'p1', json: '2' },
    ])
  })

  it('stores nothing of a commit that fails halfway', async () => {
    const world = await heldWorld()
    const before = await world.load()
    const broken = { kind: 'pod', id: 'broken', json: null as unknown as string }
    const put = [{ kind: 'pod', id: 'fine', json: '{}' }, broken]
    const failed = world.commit({ put, remove: [{ kind: 'pod', id: 'p0' }] })
    await expect(failed).rejects.toThrow()
    expect(await world.load()).toEqual(before)
    // The database is available; the error shows a fault.
    await failed.catch((error) => {
      expect([store.hasFailed(error), store.isOutage(error)]).toEqual([true, false])
    })
    expect(store.hasFailed(new TypeError('another'))).toBe(false)
  })

  it('isolates a commit from a concurrent failing one', async () => {
    const world = await heldWorld()
    const document = (id: string) => ({ kind: 'pod', id, json: '{}' })
    const broken = { ...document('broken'), json: null as unknown as string }
    await Promise.allSettled([
      world.commit({ put: [document('kept')], remove: [] }),
      world.commit({ put: [document('lost'), broken], remove: [] }),
    ])
    const ids = (await world.load()).map(({ id }) => id)
    expect([ids.includes('kept'), ids.includes('lost')]).toEqual([true, false])
  })

  it('lets one process at a time claim the world', async () => {
    const other = await place.open()
    expect((await store.claimWorld())?.isHeld()).toBe(true)
    expect((await store.claimWorld())?.isHeld()).toBe(true)
    expect(await other.claimWorld()).toBeUndefined()
    await store.close()
    expect((await other.claimWorld())?.isHeld()).toBe(true)
    await other.close()
    store = await place.open()
  })

  it('can be closed repeatedly and concurrently', async () => {
    await store.close()
    const other = await place.open()
    expect(await other.claimWorld()).toBeDefined()
    await other.idempotencyKeys.begin({
      user: 'ada',
      key: 'c',
      fingerprint: 'f',
      requestId: 'c',
      at: 1,
    })
    await Promise.all([other.close(), other.close()])
    await other.close()
    store = await place.open()
    expect(await store.claimWorld()).toBeDefined()
  })
}

describe('store on libSQL', () => suite(async () => libsqlPlace()))
describe.skipIf(!hasPostgres)(onPostgres('store on PostgreSQL'), () => suite(postgresPlace))
