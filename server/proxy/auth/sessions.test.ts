import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

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
  expect(headers.get('Set-Cookie')).toMatch(
    /^gantry=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/,
  )
  const tls = { address: '192.0.2.1', tls: true }
  const secure = await proxy.write('POST', '/api/session', body, '', tls)
  expect(secure.headers.get('Set-Cookie')).toMatch(/^__Host-gantry=.*; Path=\/; .*; Secure$/)
  expect(secure.headers.get('Strict-Transport-Security')).toMatch(/max-age=\d+/)
})

it('is stored as a hash only', async () => {
  const id = cookie.split('=')[1] ?? ''
  expect(await proxy.store.sessions.find(id)).toBeUndefined()
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id))
  const hash = Buffer.from(digest).toString('hex')
  expect(await proxy.store.sessions.find(hash)).toMatchObject({ user: 'ada', idHash: hash })
})

it('is replaced at each sign-in', async () => {
  const again = await proxy.write(
    'POST',
    '/api/session',
    { user: 'ada', password: 'ada-password' },
    cookie,
  )
  const [newer = ''] = (again.headers.get('Set-Cookie') ?? '').split(';')
  expect(newer).not.toBe(cookie)
  expect((await session()).status).toBe(401)
  expect((await session(newer)).status).toBe(200)
})

it('ends on the server at sign-out', async () => {
  const out = await proxy.write('DELETE', '/api/session', undefined, cookie)
  expect(out.status).toBe(200)
  expect(out.headers.get('Set-Cookie')).toMatch(/^gantry=;.*Max-Age=0/)
  expect((await session()).status).toBe(401)
  expect((await proxy.write('DELETE', '/api/session', undefined)).status).toBe(200)
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
  const under = async (name: string) => {
    const Cookie = `${name}=${cookie.split('=')[1]}`
    return (await proxy.send('/api/session', { headers: { Cookie } }, tls)).status
  }
  expect([await under('gantry'), await under('__Host-gantry')]).toEqual([401, 200])
})

it('ends within a second if another process on the store ends it', async () => {
  expect((await session()).status).toBe(200)
  const elsewhere = await proxy.place.open()
  await elsewhere.sessions.removeOf('ada')
  await elsewhere.close()
  proxy.clock.pass(1)
  expect((await session()).status).toBe(401)
})

it('is deleted from the store at a sign-in after its end', async () => {
  proxy.clock.pass(hours(12) + 1)
  await proxy.signIn('ada')
  expect((await proxy.store.sessions.counts({ createdAt: 0, usedAt: 0 })).get('ada')).toBe(1)
})
