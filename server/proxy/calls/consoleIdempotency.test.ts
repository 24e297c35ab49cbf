import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, origin, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { secretKey } from '../../test/proxy/upstream'

let proxy: TestProxy
let admin: string
let pushed: string[]
let hold: Promise<void> | undefined

beforeEach(async () => {
  pushed = []
  hold = undefined
  const push = async ({ tag }: { tag: string }) => {
    pushed.push(tag)
    await hold
    return { deleted: [], fired: pushed.length }
  }
  proxy = await testProxy({
    accounts: [accountAt('http://127.0.0.1:9', { push })],
    limits: { session: { perSecond: 1, burst: 30 }, account: { perSecond: 100, burst: 3 } },
  })
  admin = await proxy.signInAs('admin')
})
afterEach(() => proxy.close())

const send = (method: string, path: string, body: unknown, key = 'k1', cookie = admin) =>
  proxy.send(path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'X-Gantry': '1',
      Origin: origin,
      Cookie: cookie,
      'Idempotency-Key': key,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

/**
 * Sends the same request twice and expects the stored response of the first request the second
 * time.
 */
async function twice(method: string, path: string, body?: unknown, cookie = admin) {
  const key = `${method} ${path}`.replace(' ', '-')
  const first = await send(method, path, body, key, cookie)
  const second = await send(method, path, body, key, cookie)
  expect(first.status, first.text).toBe(200)
  expect(first.headers.get('Idempotency-Key')).toBe(key)
  expect(first.headers.get('Idempotency-Replayed')).toBeNull()
  expect(second).toMatchObject({ status: 200, text: first.text })
  expect(second.headers.get('Idempotency-Replayed')).toBe('true')
  return first
}

const actions = async () => (await proxy.rows()).map(({ action }) => action)
const bob = { user: 'bob', password: 'a good password', role: 'viewer' }
const board = { name: 'Shop', account: 'prod', region: 'gz', charts: [], range: '' }

describe("a repeated write of the console's own API", () => {
  it('changes users once', async () => {
    await twice('POST', '/api/users', bob)
    await twice('PATCH', '/api/users/bob', { role: 'operator' })
    await twice('POST', '/api/signOut/bob', {})
    await twice('DELETE', '/api/users/bob', {})
    expect(await actions()).toEqual(['RemoveUser', 'SignOutUser', 'ChangeUser', 'AddUser'])
    expect(await proxy.store.users.find('bob')).toBeUndefined()
  })

  it('is not answered to a user who has been demoted or made read-only since', async () => {
    const eve = await proxy.signInAs('admin', 'eve')
    await twice('POST', '/api/users', bob, eve)
    await proxy.store.users.change('eve', { role: 'operator' })
    expect((await send('POST', '/api/users', bob, 'POST-/api/users', eve)).status).toBe(403)
    await proxy.store.users.change('eve', { role: 'admin', isReadOnly: true })
    expect((await send('POST', '/api/users', bob, 'POST-/api/users', eve)).status).toBe(403)
    await proxy.store.users.change('eve', { isReadOnly: false })
    expect((await send('POST', '/api/users', bob, 'POST-/api/users', eve)).status).toBe(200)
  })

  it('is not answered to a user created again under the same name', async () => {
    const first = await proxy.signInAs('operator', 'eve')
    const { text } = await twice('POST', '/api/boards', board, first)
    await proxy.store.users.remove('eve')
    const cookieOfEve = await proxy.signInAs('operator', 'eve')
    const answer = await send('POST', '/api/boards', board, 'POST-/api/boards', cookieOfEve)
    expect(answer.headers.get('Idempotency-Replayed')).toBeNull()
    expect(answer.text).not.toBe(text)
  })

  it('changes switches once', async () => {
    await twice('PATCH', '/api/switches', { accounts: { prod: true } })
    expect(await actions()).toEqual(['ChangeSwitches'])
  })

  it('changes boards once', async () => {
    const added = await twice('POST', '/api/boards', board)
    const { id } = (added.body.data as { board: { id: string } }).board
    await twice('PUT', `/api/boards/${id}`, { name: 'Two', charts: [], range: '', version: 1 })
    expect(await proxy.store.boards.list(10)).toMatchObject([{ name: 'Two', version: 2 }])
    await twice('DELETE', `/api/boards/${id}`)
    expect(await actions()).toEqual(['RemoveBoard', 'ChangeBoard', 'AddBoard'])
  })

  it('pushes once, even while the first request is in flight', async () => {
    const pushedTag = { account: 'prod', reponame: 'shop/web', tag: 'next' }
    await twice('POST', '/api/push', pushedTag)
    expect(pushed).toEqual(['next'])
    let go = () => {}
    hold = new Promise((resolve) => {
      go = resolve
    })
    const later = { ...pushedTag, tag: 'later' }
    const repeatedPushes = [1, 2, 3].map(() => send('POST', '/api/push', later, 'k2'))
    await expect.poll(() => pushed).toEqual(['next', 'later'])
    go()
    const answers = await Promise.all(repeatedPushes)
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(pushed).toEqual(['next', 'later'])
  })

  it("changes the user's own password once, even after a new sign-in", async () => {
    const passwordChange = { currentPassword: 'admin-password', password: 'another good one' }
    const first = await send('POST', '/api/password', passwordChange)
    expect(first.status, first.text).toBe(200)
    // The response was lost, and the password change ended the session.
    expect((await send('POST', '/api/password', passwordChange)).status).toBe(401)
    const cookie = await proxy.signIn('admin', 'another good one')
    const repeatedChange = await send('POST', '/api/password', passwordChange, 'k1', cookie)
    expect(repeatedChange).toMatchObject({ status: 200, text: first.text })
    expect(repeatedChange.headers.get('Set-Cookie')).toBeNull()
    expect(await actions()).toEqual(['ChangeOwnPassword'])
  })

  it('does not overwrite a later draft', async () => {
    await send('PUT', '/api/drafts/form', { values: { name: 'one' } }, 'k1')
    await send('PUT', '/api/drafts/form', { values: { name: 'two' } }, 'k2')
    const late = await send('PUT', '/api/drafts/form', { values: { name: 'one' } }, 'k1')
    expect(late.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await proxy.store.drafts.find('admin', 'form')).toMatchObject({
      json: '{"name":"two"}',
    })
  })

  it('is refused for a different request', async () => {
    await send('POST', '/api/users', bob)
    for (const item of [
      await send('POST', '/api/users', { ...bob, password: 'a better password' }),
      await send('PATCH', '/api/users/bob', bob),
      await send('DELETE', '/api/users/bob', bob),
      await proxy.send('/api/call/PauseClusterService', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Gantry': '1',
          Origin: origin,
          Cookie: admin,
          'Idempotency-Key': 'k1',
        },
        body: JSON.stringify({
          ...{ account: 'prod', region: 'gz' },
          params: { clusterId: 'cls-1', serviceName: 'web' },
        }),
      }),
    ]) {
      expect(item.status, item.text).toBe(422)
      expect(item.body.error?.codeDesc).toBe('KeyReused')
    }
    expect(await actions()).toEqual(['AddUser'])
  })

  it('is processed again if the first request was refused', async () => {
    expect((await send('POST', '/api/users', { ...bob, password: 'short' })).status).toBe(400)
    expect((await send('POST', '/api/users', bob)).status).toBe(200)
    const viewer = await proxy.signInAs('viewer')
    expect((await send('POST', '/api/users', bob, 'k2', viewer)).status).toBe(403)
    expect((await send('POST', '/api/users', bob, 'k2', viewer)).status).toBe(403)
    expect(await actions()).toEqual(['AddUser', 'AddUser', 'AddUser'])
  })

  it('reports an unknown outcome if the store failed, and is not executed again', async () => {
    const { add } = proxy.store.boards
    proxy.store.boards.add = async (added) => {
      await add(added)
      throw new Error('Connection terminated unexpectedly')
    }
    const first = await send('POST', '/api/boards', board)
    expect(first.status).toBe(503)
    expect(first.body.error).toMatchObject({ codeDesc: 'StoreLost', outcome: 'unknown' })
    proxy.store.boards.add = add
    expect(await send('POST', '/api/boards', board)).toMatchObject({
      status: 503,
      text: first.text,
    })
    expect(await proxy.store.boards.list(10)).toHaveLength(1)
    expect((await proxy.rows())[0]?.outcome).toBe('unknown')
  })

  it('is executed if the store was unavailable before the first execution', async () => {
    const { list } = proxy.store.boards
    const { add } = proxy.store.audit
    proxy.store.audit.add = () => Promise.reject(new Error('Connection terminated'))
    expect((await send('POST', '/api/boards', board)).status).toBe(503)
    proxy.store.audit.add = add
    expect((await send('POST', '/api/boards', board)).status).toBe(200)
    expect(await list(10)).toHaveLength(1)
  })
})

describe("an idempotency key of the console's own API", () => {
  it('must be well-formed and needs a session', async () => {
    const { status, body } = await send('POST', '/api/users', bob, 'a b')
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'Idempotency-Key' }])
    expect((await send('POST', '/api/users', bob, 'k1', '')).status).toBe(401)
    expect((await send('POST', '/api/users', bob, 'k1')).status).toBe(200)
  })

  it('is optional: without one, a repeated request is a new change', async () => {
    const createBoard = () => proxy.write('POST', '/api/boards', board, admin)
    expect((await createBoard()).headers.get('Idempotency-Key')).toBeNull()
    await createBoard()
    expect(await proxy.store.boards.list(10)).toHaveLength(2)
  })

  it('does not apply to sign-ins', async () => {
    const adminCredentials = { user: 'admin', password: 'admin-password' }
    const [first, second] = [
      await send('POST', '/api/session', adminCredentials, 'k1', ''),
      await send('POST', '/api/session', adminCredentials, 'k1', ''),
    ]
    expect(second.headers.get('Idempotency-Replayed')).toBeNull()
    expect(second.headers.get('Set-Cookie')).not.toBe(first.headers.get('Set-Cookie'))
  })

  it('does not exempt repeats from the rate limit', async () => {
    let passed = 0
    for (let at = 0; at < 40; at += 1) {
      const { status } = await send('PUT', '/api/drafts/form', { values: {} }, `k${at}`)
      if (status === 200) passed += 1
    }
    expect(passed).toBe(30)
  })

  it('leaves no guessable hash of a password in the store', async () => {
    const newPassword = { currentPassword: 'admin-password', password: 'another good one' }
    await send('POST', '/api/password', newPassword)
    const claim = { user: 'admin', key: 'k1', fingerprint: '', requestId: '', at: 0 }
    const storedClaim = await proxy.store.idempotencyKeys.begin(claim)
    const output = JSON.stringify(['POST /api/password', JSON.stringify(newPassword)])
    expect(storedClaim?.fingerprint).not.toBe(createHash('sha256').update(output).digest('hex'))
    expect(storedClaim?.fingerprint).toBe(
      createHmac('sha256', secretKey).update(output).digest('hex'),
    )
    expect(JSON.stringify(storedClaim)).not.toMatch(/good one|admin-password/)
  })
})
