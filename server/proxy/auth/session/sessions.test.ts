import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { origin, sessionCookieOf, type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { sha256 } from '../../../wire/digest'

let proxy: TestProxy
let cookie: string

beforeEach(async () => {
  proxy = await testProxy()
  cookie = await proxy.signInAs('operator', 'ada')
})
afterEach(() => proxy.close())

const session = (of = cookie) => proxy.send('/api/session', { headers: { Cookie: of } })
const hours = (count: number) => count * 3600

it('is an opaque 256-bit ID in an HttpOnly cookie', async () => {
  const body = { user: 'ada', password: 'ada-password' }
  const { headers } = await proxy.write('POST', '/api/session', body)
  expect(headers.getSetCookie()[0]).toMatch(
    /^gantry-test=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/,
  )
  const tls = { address: '192.0.2.1', tls: true }
  const tlsSignIn = await proxy.write('POST', '/api/session', body, '', tls)
  expect(tlsSignIn.headers.get('Set-Cookie')).toMatch(
    /^__Host-gantry-test=.*; Path=\/; .*; Secure$/,
  )
  expect(tlsSignIn.headers.get('Strict-Transport-Security')).toMatch(/max-age=\d+/)
})

it('is stored as a hash only', async () => {
  const id = cookie.split('=')[1] ?? ''
  expect(await proxy.store.sessions.find(id)).toBeUndefined()
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id))
  const hash = Buffer.from(digest).toString('hex')
  expect(await proxy.store.sessions.find(hash)).toMatchObject({ user: 'ada', idHash: hash })
})

it('is replaced at each sign-in', async () => {
  const secondSignIn = await proxy.write(
    'POST',
    '/api/session',
    { user: 'ada', password: 'ada-password' },
    cookie,
  )
  const [newer = ''] = (secondSignIn.headers.get('Set-Cookie') ?? '').split(';')
  expect(newer).not.toBe(cookie)
  expect((await session()).status).toBe(401)
  expect((await session(newer)).status).toBe(200)
})

it('ends on the server at sign-out', async () => {
  const out = await proxy.write('DELETE', '/api/session', undefined, cookie)
  expect(out.status).toBe(200)
  expect(out.headers.get('Set-Cookie')).toMatch(/^gantry-test=;.*Max-Age=0/)
  expect((await session()).status).toBe(401)
  expect((await proxy.write('DELETE', '/api/session', undefined)).status).toBe(200)
})

it('ends at sign-out although the database does not answer, but not by the cookie alone', async () => {
  expect((await session()).status).toBe(200)
  proxy.clock.pass(600)
  const { find } = proxy.store.sessions
  proxy.store.sessions.find = () => Promise.reject(new Error('The database did not answer.'))
  const headers = { 'X-Gantry': '1', 'Content-Type': 'application/json', Origin: origin }
  const withoutSecret = { ...headers, Cookie: cookie, 'X-Gantry-Session': 'a'.repeat(64) }
  await proxy.send('/api/session', { method: 'DELETE', headers: withoutSecret })
  proxy.store.sessions.find = find
  expect((await session()).status).toBe(200)
  proxy.store.sessions.find = () => Promise.reject(new Error('The database did not answer.'))
  expect((await proxy.write('DELETE', '/api/session', undefined, cookie)).status).toBe(200)
  proxy.store.sessions.find = find
  expect((await session()).status).toBe(401)
})

it('ends after twelve hours without use', async () => {
  proxy.clock.pass(hours(11))
  expect((await session()).status).toBe(200)
  proxy.clock.pass(hours(11))
  expect((await session()).status).toBe(200)
  proxy.clock.pass(hours(12) + 1)
  expect((await session()).status).toBe(401)
})

it('ends after seven days even if used', async () => {
  for (let halfDays = 0; halfDays < 15; halfDays += 1) {
    proxy.clock.pass(hours(11))
    expect((await session()).status).toBe(200)
  }
  proxy.clock.pass(hours(4))
  expect((await session()).status).toBe(401)
})

it("has the user's current role", async () => {
  await proxy.store.users.change('ada', { role: 'viewer' })
  expect((await session()).body.data).toMatchObject({ role: 'viewer' })
})

it('ends when its user is removed, and is not inherited by a new user of that name', async () => {
  await proxy.store.users.remove('ada')
  expect((await session()).status).toBe(401)
  await proxy.signInAs('admin', 'ada')
  expect((await session()).status).toBe(401)
})

it('is read over TLS only from the __Host- cookie, which other hosts cannot set', async () => {
  const tls = { address: '192.0.2.1', tls: true }
  const body = { user: 'ada', password: 'ada-password' }
  const { headers, body: answered } = await proxy.write('POST', '/api/session', body, '', tls)
  expect(answered.data).not.toHaveProperty('sessionSecret')
  const id = /=([0-9a-f]{64})/.exec(headers.get('Set-Cookie') ?? '')?.[1]
  const statusUnder = async (name: string, peer = tls) =>
    (await proxy.send('/api/session', { headers: { Cookie: `${name}=${id}` } }, peer)).status
  expect(await statusUnder('gantry-test')).toBe(401)
  expect(await statusUnder('__Host-gantry-test')).toBe(200)
  const plainPeer = { ...tls, tls: false }
  expect(await statusUnder('gantry-test', plainPeer)).toBe(401)
  expect(await statusUnder('__Host-gantry-test', plainPeer)).toBe(401)
})

describe('on plain HTTP, where every port of the host receives the cookie', () => {
  const outsider = { 'X-Gantry-Session': '' }

  it('needs the second secret that the sign-in answered', async () => {
    const body = { user: 'ada', password: 'ada-password' }
    const { headers, body: answered } = await proxy.write('POST', '/api/session', body)
    expect(answered.data).toMatchObject({ sessionSecret: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const Cookie = sessionCookieOf(headers) ?? ''
    const { sessionSecret } = Object(answered.data)
    const statusWith = async (secret: string) => {
      const authHeaders = { Cookie, 'X-Gantry-Session': secret }
      return (await proxy.send('/api/session', { headers: authHeaders })).status
    }
    expect(await statusWith(sessionSecret)).toBe(200)
    for (const wrong of ['', 'a'.repeat(64), sessionSecret.toUpperCase()]) {
      expect(await statusWith(wrong)).toBe(401)
    }
    expect(
      (await proxy.store.sessions.find(await sha256(Cookie.split('=')[1] ?? '')))?.secretHash,
    ).toBe(await sha256(sessionSecret))
  })

  it('cannot be ended or replaced with the cookie alone', async () => {
    const headers = {
      ...outsider,
      'X-Gantry': '1',
      'Content-Type': 'application/json',
      Origin: origin,
    }
    const init = { headers: { ...headers, Cookie: cookie } }
    await proxy.send('/api/session', { ...init, method: 'DELETE' })
    const credentials = JSON.stringify({ user: 'ada', password: 'ada-password' })
    await proxy.send('/api/session', { ...init, method: 'POST', body: credentials })
    expect((await session()).status).toBe(200)
    expect((await proxy.send('/api/session', init)).status).toBe(401)
  })

  it('is not overwritten by another console on the host', async () => {
    const otherProxy = await testProxy({
      store: proxy.store,
      clock: proxy.clock,
      consoleId: 'other',
    })
    const body = { user: 'ada', password: 'ada-password' }
    const { headers } = await otherProxy.write('POST', '/api/session', body, cookie)
    expect(headers.get('Set-Cookie')).toMatch(/^gantry-other=/)
    expect((await session()).status).toBe(200)
    expect((await otherProxy.send('/api/session', { headers: { Cookie: cookie } })).status).toBe(
      401,
    )
    await otherProxy.close()
  })

  it('keeps its secret when a new password renews its ID', async () => {
    const body = { currentPassword: 'ada-password', password: 'another password' }
    const { headers } = await proxy.write('POST', '/api/password', body, cookie)
    const renewed = sessionCookieOf(headers) ?? ''
    expect((await session(renewed)).status).toBe(200)
    expect(
      (await proxy.send('/api/session', { headers: { ...outsider, Cookie: renewed } })).status,
    ).toBe(401)
  })
})

it('ends within a second if another process on the store ends it', async () => {
  expect((await session()).status).toBe(200)
  const otherStore = await proxy.testDatabase.open()
  await otherStore.sessions.removeOf('ada')
  await otherStore.close()
  proxy.clock.pass(1)
  expect((await session()).status).toBe(401)
})

it('is deleted from the store at a sign-in after its end', async () => {
  proxy.clock.pass(hours(12) + 1)
  await proxy.signIn('ada')
  expect((await proxy.store.sessions.counts({ createdAt: 0, usedAt: 0 })).get('ada')).toBe(1)
})
