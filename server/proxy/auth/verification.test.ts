import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
let admin: string

beforeEach(async () => {
  proxy = await testProxy()
  admin = await proxy.signInAs('admin', 'ada')
  await proxy.signInAs('viewer', 'bob')
})
afterEach(() => proxy.close())

const minutes = (count: number) => count * 60
const verify = (password: unknown, cookie = admin) =>
  proxy.write('POST', '/api/session/verify', { password }, cookie)
const changeBob = () => proxy.write('PATCH', '/api/users/bob', { role: 'operator' }, admin)

describe('managing users', () => {
  it('needs a sign-in or a verification of the last ten minutes', async () => {
    proxy.clock.pass(minutes(10))
    expect((await changeBob()).status).toBe(200)
    proxy.clock.pass(1)
    const { status, body } = await changeBob()
    expect([status, body.error?.codeDesc]).toEqual([403, 'ReauthenticationRequired'])
    const verified = await verify('ada-password')
    expect(verified.body.data).toEqual({ verifiedUntil: proxy.clock.now() + 600_000 })
    proxy.clock.pass(minutes(10))
    expect((await changeBob()).status).toBe(200)
    proxy.clock.pass(1)
    expect((await changeBob()).status).toBe(403)
  })

  it.each([
    ['POST', '/api/users', { user: 'eve', password: 'correct horse 7', role: 'viewer' }],
    ['PATCH', '/api/users/bob', { role: 'admin' }],
    ['DELETE', '/api/users/bob', undefined],
    ['POST', '/api/signOut/bob', {}],
  ])('is refused without a recent verification, and audited: %s %s', async (method, path, body) => {
    proxy.clock.pass(minutes(11))
    const answer = await proxy.write(method, path, body, admin)
    expect(answer.body.error?.codeDesc).toBe('ReauthenticationRequired')
    expect((await proxy.rows())[0]).toMatchObject({ user: 'ada', outcome: 'refused' })
    expect((await proxy.send('/api/users', { headers: { Cookie: admin } })).status).toBe(200)
  })

  it('is refused after the clock was set back behind the last verification', async () => {
    proxy.clock.pass(-minutes(5))
    expect((await changeBob()).status).toBe(403)
  })
})

describe('a verification', () => {
  it('refuses a wrong password at its field, and counts the failure', async () => {
    proxy.clock.pass(minutes(11))
    const { status, body } = await verify('a guess')
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path: 'password', rule: 'wrongPassword' }])
    expect((await proxy.rows())[0]).toMatchObject({ action: 'VerifySession', outcome: 'refused' })
    expect((await changeBob()).status).toBe(403)
    for (let times = 0; times < 10; times += 1) await verify('a guess')
    expect((await verify('ada-password')).status).toBe(429)
  })

  it('holds for its session only', async () => {
    const otherCookie = await proxy.signIn('ada')
    proxy.clock.pass(minutes(11))
    await verify('ada-password', otherCookie)
    expect((await changeBob()).status).toBe(403)
  })

  it('is not possible for a user who signs in through an identity provider', async () => {
    await proxy.store.users.change('bob', { passwordHash: '' })
    expect((await verify('')).status).toBe(400)
    expect((await proxy.write('POST', '/api/session/verify', { password: 'x' })).status).toBe(401)
  })
})
