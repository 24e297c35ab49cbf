import { createHash, createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, origin, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, secretKey, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  upstream = await temporaryUpstream()
  proxy = await temporaryProxy({ accounts: [accountAt(upstream.url)] })
  cookie = await proxy.signInAs('operator', 'ada')
})

const service = { clusterId: 'cls-1', serviceName: 'web' }

/** A write with or without an idempotency key. */
function write(
  key: string | undefined,
  action: string,
  params: object,
  overrides: object = {},
  who = cookie,
  to = proxy,
) {
  return to.send(`/api/call/${action}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Gantry': '1',
      Origin: origin,
      Cookie: who,
      ...(key !== undefined && { 'Idempotency-Key': key }),
    },
    body: JSON.stringify({ account: 'prod', region: 'gz', params, ...overrides }),
  })
}

const scale = (key: string | undefined, scaleTo = 3, who = cookie) =>
  write(key, 'ModifyServiceReplicas', { ...service, scaleTo }, {}, who)

describe('a repeat of a write', () => {
  it('gets the first response, without a second call or audit entry', async () => {
    upstream.reply = () => envelope(0, 'Success', '', { one: 1 })
    const first = await scale('k1')
    upstream.reply = () => envelope(0, 'Success', '', { two: 2 })
    const second = await scale('k1')
    expect(first.status).toBe(200)
    expect(second).toMatchObject({ status: 200, text: first.text })
    expect(second.headers.get('Idempotency-Replayed')).toBe('true')
    expect(second.headers.get('Cache-Control')).toBe('no-store')
    expect(upstream.received).toHaveLength(1)
    expect(await proxy.rows()).toHaveLength(1)
  })

  it('gets the same refusal or the same missing response', async () => {
    upstream.reply = () => envelope(5000, 'ServiceNotFound', 'no such service')
    const refused = await scale('k1')
    upstream.reply = () => 'close'
    const lost = await scale('k2')
    upstream.reply = () => envelope(0, 'Success')
    expect(await scale('k1')).toMatchObject({ status: refused.status, text: refused.text })
    const otherKey = await scale('k2')
    expect(otherKey).toMatchObject({ status: lost.status, text: lost.text })
    expect(otherKey.body.error?.outcome).toBe('unknown')
    expect(upstream.received).toHaveLength(2)
  })

  it('waits while the first write is in flight', async () => {
    let release: () => void = () => {}
    const { transport } = proxy.ports
    const responseReleased = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = await temporaryProxy({
      accounts: [accountAt(upstream.url)],
      transport: async (request) => {
        await responseReleased
        return transport(request)
      },
    })
    const slowCookie = await slow.signInAs('operator', 'ada')
    const send = () => write('k1', 'PauseClusterService', service, {}, slowCookie, slow)
    const pendingResponses = Promise.all([send(), send(), send()])
    release()
    const answers = await pendingResponses
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(upstream.received).toHaveLength(1)
  })

  it('is refused with another body', async () => {
    await scale('k1', 3)
    const { status, body } = await scale('k1', 4)
    expect(status).toBe(422)
    expect(body.error).toMatchObject({ codeDesc: 'KeyReused' })
    expect(upstream.received).toHaveLength(1)
  })

  it('is refused with another action, account, region or confirmation', async () => {
    const otherAccount = accountAt(upstream.url, { name: 'other' })
    const twoAccounts = await temporaryProxy({ accounts: [accountAt(upstream.url), otherAccount] })
    const adaCookie = await twoAccounts.signInAs('operator', 'ada')
    const send = (action: string, more: object = {}) =>
      write('k1', action, service, { confirm: 'web', ...more }, adaCookie, twoAccounts)
    expect((await send('DeleteClusterService')).status).toBe(200)
    for (const again of [
      await write('k1', 'PauseClusterService', service, {}, adaCookie, twoAccounts),
      await send('DeleteClusterService', { account: 'other' }),
      await send('DeleteClusterService', { region: 'sh' }),
      await send('DeleteClusterService', { confirm: undefined }),
    ]) {
      expect(again.body.error).toMatchObject({ code: 422, codeDesc: 'KeyReused' })
    }
    expect((await send('DeleteClusterService', { region: 'ap-guangzhou' })).status).toBe(200)
    expect(upstream.received).toHaveLength(1)
  })

  it.each([
    ['key', {}],
    ['key and token', { token: 'for-an-hour' }],
  ])("is recognized after the account's %s has changed", async (_name, credentials) => {
    const accounts = [accountAt(upstream.url, credentials)]
    const rotated = await temporaryProxy({ accounts })
    const rotatedCookie = await rotated.signInAs('operator', 'ada')
    const send = () => write('k1', 'PauseClusterService', service, {}, rotatedCookie, rotated)
    const first = await send()
    expect(first.status).toBe(200)
    const newToken = 'token' in credentials ? { token: 'next' } : {}
    accounts.splice(0, 1, accountAt(upstream.url, { secretKey: 'the next key', ...newToken }))
    expect(await send()).toMatchObject({ status: 200, text: first.text })
    expect(upstream.received).toHaveLength(1)
  })

  it('gets the first response from another console on the same store', async () => {
    upstream.reply = () => envelope(5000, 'ServiceNotFound', 'no such service')
    const first = await scale('k1')
    const store = await proxy.testDatabase.open()
    const restarted = await temporaryProxy({ accounts: proxy.ports.accounts, store })
    const repeated = await write(
      'k1',
      'ModifyServiceReplicas',
      { ...service, scaleTo: 3 },
      {},
      cookie,
      restarted,
    )
    expect(repeated).toMatchObject({ status: 404, text: first.text })
    expect(repeated.headers.get('Idempotency-Replayed')).toBe('true')
    expect(upstream.received).toHaveLength(1)
    await store.close()
  })

  it('is not executed again if the first console stopped with an unknown outcome', async () => {
    const { accounts } = proxy.ports
    const dying = await temporaryProxy({ accounts, transport: () => new Promise(() => {}) })
    const dyingCookie = await dying.signInAs('operator', 'ada')
    void write('k1', 'PauseClusterService', service, {}, dyingCookie, dying)
    await expect.poll(() => dying.rows()).toHaveLength(1)
    await dying.store.close()
    const store = await dying.testDatabase.open()
    const afterRestart = await temporaryProxy({ accounts, store })
    const { status, body } = await write(
      'k1',
      'PauseClusterService',
      service,
      {},
      dyingCookie,
      afterRestart,
    )
    expect(status).toBe(409)
    expect(body.error).toMatchObject({ codeDesc: 'RepeatUnknown', outcome: 'unknown' })
    expect(body.error?.message).toMatch(/Check the current state/)
    expect(upstream.received).toEqual([])
    await store.close()
  })

  it('is a new write for another user', async () => {
    const otherCookie = await proxy.signInAs('operator', 'bob')
    await scale('k1')
    expect((await scale('k1', 4, otherCookie)).status).toBe(200)
    expect(upstream.received).toHaveLength(2)
  })

  it('is a new write after a day', async () => {
    await scale('k1')
    proxy.clock.pass(23 * 3600)
    cookie = await proxy.signIn('ada')
    await scale('k1')
    expect(upstream.received).toHaveLength(1)
    proxy.clock.pass(2 * 3600)
    await scale('k1')
    expect(upstream.received).toHaveLength(2)
  })
})

describe('an idempotency key', () => {
  it('is released if no call was sent', async () => {
    const refused = await scale('k1', -1)
    expect(refused.status).toBe(400)
    const add = proxy.store.audit.add
    proxy.store.audit.add = () => Promise.reject(new Error('disk full'))
    expect((await scale('k1')).status).toBe(503)
    proxy.store.audit.add = add
    expect((await scale('k1')).status).toBe(200)
    expect(upstream.received).toHaveLength(1)
  })

  it("is released if the store rejected the call's records", async () => {
    const { add } = proxy.store.revisions
    proxy.store.revisions.add = () => Promise.reject(new Error('disk full'))
    const refused = await scale('k1')
    expect(refused.body.error).toMatchObject({ code: 503, codeDesc: 'StoreFailed' })
    proxy.store.revisions.add = add
    expect((await scale('k1')).status).toBe(200)
    expect(upstream.received).toHaveLength(1)
  })

  it('is generated and returned if the client sends none', async () => {
    const first = await scale(undefined)
    const key = first.headers.get('Idempotency-Key') ?? ''
    expect(key).toBe(first.headers.get('X-Request-Id'))
    expect((await scale(key)).headers.get('Idempotency-Replayed')).toBe('true')
    await scale(undefined)
    expect(upstream.received).toHaveLength(2)
  })

  it.each(['', ' ', 'a b', 'x'.repeat(201), 'schlüssel'])(
    'is rejected if malformed: %j',
    async (key) => {
      const { status, body } = await scale(key)
      expect(status).toBe(400)
      expect(body.error?.fields).toMatchObject([{ path: 'Idempotency-Key' }])
    },
  )

  it('that cannot be stored prevents the call', async () => {
    const begin = proxy.store.idempotencyKeys.begin
    proxy.store.idempotencyKeys.begin = () => Promise.reject(new Error('disk full'))
    const { status, body, text } = await scale('k1')
    expect(status).toBe(503)
    expect(body.error?.message).toMatch(/could not store the Idempotency-Key\. Nothing was sent/)
    expect(text).not.toContain('disk')
    expect(upstream.received).toEqual([])
    proxy.store.idempotencyKeys.begin = begin
    expect((await scale('k1')).status).toBe(200)
  })

  it('stays claimed if the response could not be stored', async () => {
    proxy.store.idempotencyKeys.storeResponse = () => Promise.reject(new Error('disk full'))
    const first = await scale('k1')
    expect(first.status).toBe(200)
    expect(await scale('k1')).toMatchObject({ status: 200, text: first.text })
    expect(upstream.received).toHaveLength(1)
    expect(proxy.output.join()).toContain('answerNotKept')
  })

  it('is answered after a restart with a response that was stored late', async () => {
    const { storeResponse } = proxy.store.idempotencyKeys
    proxy.store.idempotencyKeys.storeResponse = () => Promise.reject(new Error('disk full'))
    const first = await scale('k1')
    await proxy.proxy.runBackgroundWork()
    proxy.store.idempotencyKeys.storeResponse = storeResponse
    await proxy.proxy.runBackgroundWork()
    await proxy.store.close()
    const store = await proxy.testDatabase.open()
    const laterConsole = await temporaryProxy({ accounts: proxy.ports.accounts, store })
    const params = { ...service, scaleTo: 3 }
    const lateResponse = await write(
      'k1',
      'ModifyServiceReplicas',
      params,
      {},
      cookie,
      laterConsole,
    )
    expect(lateResponse).toMatchObject({ status: 200, text: first.text })
    expect(upstream.received).toHaveLength(1)
    await store.close()
  })

  it('leaves no password in the store', async () => {
    const params = { password: 'Secret-word-1' }
    const { requestId: key = '' } =
      (await proxy.call(cookie, 'ChangePassword', params)).body.error ?? {}
    const claim = { user: 'ada', key, fingerprint: '', requestId: '', at: 0 }
    const storedClaim = await proxy.store.idempotencyKeys.begin(claim)
    // An attacker could test every password against a plain hash of a body; this hash needs the
    // account's key.
    const output = JSON.stringify(['ChangePassword', 'prod', 'gz', params, undefined])
    expect(storedClaim?.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(storedClaim?.fingerprint).not.toBe(createHash('sha256').update(output).digest('hex'))
    expect(storedClaim?.fingerprint).toBe(
      createHmac('sha256', secretKey).update(output).digest('hex'),
    )
    expect(JSON.stringify(storedClaim)).not.toContain('Secret-word')
  })
})
