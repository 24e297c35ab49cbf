import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
  cookie = await proxy.signInAs('operator', 'ada')
})
afterEach(async () => {
  await upstream.close()
  await proxy.close()
})

const service = { clusterId: 'cls-1', namespace: 'shop', serviceName: 'web' }

it('a write is recorded before the call is sent and completed after it', async () => {
  let during: unknown
  upstream.reply = () => ({
    body: '{"code":0,"codeDesc":"Accepted","message":"ok","requestId":"r-6","data":{}}',
  })
  const { transport } = proxy.ports
  const looking = await testProxy({
    accounts: [accountAt(upstream.url)],
    transport: async (request) => {
      during = (await looking.rows())[0]
      looking.clock.pass(2)
      return transport(request)
    },
  })
  const signedIn = await looking.signInAs('operator', 'ada')
  const params = { ...service, scaleTo: 3 }
  const regionInWords = { region: 'ap-guangzhou' }
  const answer = await looking.call(signedIn, 'ModifyServiceReplicas', params, regionInWords)
  expect(answer.status).toBe(200)
  expect(during).toMatchObject({ outcome: 'pending', code: null, duration: null })
  expect(await looking.rows()).toEqual([
    {
      id: answer.headers.get('X-Request-Id'),
      at: looking.clock.now() - 2000,
      user: 'ada',
      role: 'operator',
      address: '192.0.2.1',
      account: 'prod',
      region: 'gz',
      action: 'ModifyServiceReplicas',
      target: 'cls-1/shop/web',
      params: JSON.stringify(params),
      outcome: 'ok',
      code: 0,
      codeDesc: 'Accepted',
      message: 'ok',
      cloudRequestId: 'r-6',
      duration: 2000,
    },
  ])
  await looking.close()
})

it('a crash in between leaves a pending entry, which the next start marks as unknown', async () => {
  const crashed = await testProxy({
    accounts: [accountAt(upstream.url)],
    transport: () => new Promise(() => {}),
  })
  const signedIn = await crashed.signInAs('operator', 'ada')
  void crashed.call(signedIn, 'DeleteClusterService', service)
  await expect.poll(() => crashed.rows()).toHaveLength(1)
  expect((await crashed.rows())[0]?.outcome).toBe('pending')
  await crashed.store.audit.settle('the console stopped')
  expect((await crashed.rows())[0]?.outcome).toBe('pending')
  await crashed.store.close()
  const reopenedStore = await crashed.testDatabase.open()
  await reopenedStore.audit.settle('the console stopped')
  expect((await reopenedStore.audit.list({ limit: 1 }))[0]).toMatchObject({
    outcome: 'unknown',
    message: 'the console stopped',
  })
  await reopenedStore.close()
  await crashed.testDatabase.drop()
})

it('a refusal of the cloud is recorded with its code, message and request ID', async () => {
  upstream.reply = () => ({
    body: '{"code":5100,"codeDesc":"ClusterNotReadyError","message":"(-1)not now","requestId":"r-7"}',
  })
  await proxy.call(cookie, 'DeleteClusterService', service)
  expect((await proxy.rows())[0]).toMatchObject({
    outcome: 'error',
    code: 5100,
    codeDesc: 'ClusterNotReadyError',
    message: 'not now',
    cloudRequestId: 'r-7',
  })
})

it('reads are not recorded', async () => {
  await proxy.call(cookie, 'DescribeCluster', {})
  expect(await proxy.rows()).toEqual([])
})

it('secrets are masked, and parameters of refused calls are not stored', async () => {
  const params = {
    clusterId: 'cls-1',
    instanceIds: ['ins-1', 'ins-2'],
    password: 'Very-Secret-2026',
  }
  await proxy.call(cookie, 'AddClusterInstancesFromExistedCvm', params, { confirm: '2' })
  await proxy.call(cookie, 'AddClusterInstancesFromExistedCvm', {
    clusterId: 'cls-1',
    Password: 'Very-Secret-2026',
  })
  const [refused, done] = await proxy.rows()
  expect(done).toMatchObject({ outcome: 'ok', target: 'cls-1/ins-1,ins-2' })
  expect(JSON.parse(done?.params ?? '')).toEqual({ ...params, password: '••••••••' })
  expect(refused).toMatchObject({ outcome: 'refused', code: 400, params: '{}' })
  expect(proxy.output.join('\n')).not.toContain('Very-Secret-2026')
})

it('no call is sent if the entry cannot be written', async () => {
  const { store } = proxy
  proxy.ports.store.audit = {
    ...store.audit,
    add: async () => {
      throw new Error('the disk is full')
    },
  }
  const answer = await proxy.call(cookie, 'DeleteClusterService', service)
  expect(answer.status).toBe(503)
  expect(answer.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
  expect(answer.body.error?.message).toContain('Nothing was sent')
  expect(answer.text).not.toContain('disk')
  expect(proxy.output.join('\n')).toContain('the disk is full')
  expect(upstream.received).toEqual([])
})

it('background work completes an entry that could not be completed', async () => {
  const { complete } = proxy.store.audit
  proxy.ports.store.audit.complete = async () => {
    throw new Error('the disk is full')
  }
  expect((await proxy.call(cookie, 'DeleteClusterService', service)).status).toBe(200)
  await proxy.proxy.runBackgroundWork()
  expect((await proxy.rows())[0]?.outcome).toBe('pending')
  proxy.ports.store.audit.complete = complete
  await proxy.proxy.runBackgroundWork()
  expect((await proxy.rows())[0]?.outcome).toBe('ok')
  const checked = await proxy.store.checkAudit()
  expect(checked.faults).toEqual([])
  // The failure is logged once rather than on every attempt.
  await proxy.proxy.runBackgroundWork()
  expect(await proxy.store.checkAudit()).toEqual(checked)
})

it('a failure of the console that is not of the store is recorded as InternalError', async () => {
  const admin = await proxy.signInAs('admin')
  proxy.ports.store.users.remove = async () => {
    throw new TypeError('of the console')
  }
  const { status, body } = await proxy.write('DELETE', '/api/users/ada', undefined, admin)
  expect([status, body.error?.codeDesc]).toEqual([500, 'InternalError'])
  expect((await proxy.rows())[0]).toMatchObject({ outcome: 'unknown', codeDesc: 'InternalError' })
})

it('the number of entries to complete later is limited', async () => {
  const { audit } = proxy.ports.store
  let ends = 0
  proxy.ports.store.audit = {
    ...audit,
    add: () => Promise.reject(new Error('the disk is full')),
    complete: async () => {
      ends += 1
    },
  }
  const pendingCalls = Array.from({ length: 1100 }, () =>
    proxy.call(cookie, 'PauseClusterService', service),
  )
  // Calls that exceed the queue are refused before they are recorded.
  for (const { status } of await Promise.all(pendingCalls)) expect(status).toBe(503)
  await proxy.proxy.runBackgroundWork()
  expect(ends).toBe(1000)
})

it('an entry is completed even if the store reported an error after writing it', async () => {
  const { add } = proxy.store.audit
  proxy.ports.store.audit.add = async (row) => {
    await add(row)
    throw Object.assign(new Error('Connection terminated unexpectedly'))
  }
  const answer = await proxy.call(cookie, 'DeleteClusterService', service)
  expect(answer.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
  expect((await proxy.rows())[0]?.outcome).toBe('pending')
  proxy.ports.store.audit.add = add
  await proxy.proxy.runBackgroundWork()
  expect((await proxy.rows())[0]).toMatchObject({ outcome: 'error', codeDesc: 'StoreFailed' })
  expect(upstream.received).toEqual([])
})

it('the response arrives even if the entry is completed only later', async () => {
  const { complete } = proxy.store.audit
  proxy.ports.store.audit.complete = async () => {
    throw new Error('the disk is full')
  }
  expect((await proxy.call(cookie, 'DeleteClusterService', service)).status).toBe(200)
  expect((await proxy.rows())[0]?.outcome).toBe('pending')
  proxy.ports.store.audit.complete = complete
  expect((await proxy.call(cookie, 'PauseClusterService', service)).status).toBe(200)
  expect((await proxy.rows()).map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
})

it('concurrent writes are each completed once', async () => {
  const calls = Array.from({ length: 30 }, () => proxy.call(cookie, 'PauseClusterService', service))
  await Promise.all(calls)
  const { entries, actions, faults } = await proxy.store.checkAudit()
  expect(faults).toEqual([])
  expect(entries).toBe(2 * actions)
})

it.each([0, 5100])('only part of a message with code %i is stored', async (code) => {
  const [codeDesc, message, requestId] = ['c', 'm', 'r'].map((value) => value.repeat(100_000))
  upstream.reply = () => ({ body: JSON.stringify({ code, codeDesc, message, requestId }) })
  await proxy.call(cookie, 'PauseClusterService', service)
  const [row] = await proxy.rows()
  expect([row?.codeDesc, row?.message, row?.cloudRequestId].map((item) => item?.length)).toEqual([
    2000, 2000, 2000,
  ])
})
