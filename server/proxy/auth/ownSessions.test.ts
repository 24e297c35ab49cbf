import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
let admin: string
let ada: string

beforeEach(async () => {
  proxy = await testProxy({ sessionLimits: { idle: 3_600_000, lifetime: 7_200_000, perUser: 3 } })
  admin = await proxy.signInAs('admin', 'root')
  ada = await proxy.signInAs('operator', 'ada')
})
afterEach(() => proxy.close())

const list = async (cookie: string, query = '') => {
  const answer = await proxy.send(`/api/sessions${query}`, { headers: { Cookie: cookie } })
  return { ...answer, sessions: Array.isArray(answer.body.data) ? answer.body.data : [] }
}
const endSession = (id: string, cookie: string) =>
  proxy.write('DELETE', `/api/sessions/${id}`, undefined, cookie)
const statusOf = async (cookie: string) => (await list(cookie)).status

describe('a user', () => {
  it('lists the user’s own sessions with device, address and last use', async () => {
    const body = JSON.stringify({ user: 'ada', password: 'ada-password' })
    const headers = {
      'Content-Type': 'application/json',
      'X-Gantry': '1',
      Origin: 'http://console.test',
      'User-Agent': `Firefox ${'x'.repeat(1000)}`,
    }
    proxy.clock.pass(120)
    const from = { address: '192.0.2.77', tls: false }
    await proxy.send('/api/session', { method: 'POST', headers, body }, from)
    const { sessions } = await list(ada)
    const at = proxy.clock.now()
    expect(sessions).toMatchObject(
      [
        { user: 'ada', address: '192.0.2.1', createdAt: at - 120_000, usedAt: at, isCurrent: true },
        { user: 'ada', address: '192.0.2.77', createdAt: at, usedAt: at, isCurrent: false },
      ].toSorted((a, b) => b.createdAt - a.createdAt),
    )
    expect(sessions[0].device).toMatch(/^Firefox x{248}$/)
    expect(JSON.stringify(sessions)).not.toMatch(/[0-9a-f]{17}/)
  })

  it('ends one of them, which is audited', async () => {
    const otherCookie = await proxy.signIn('ada')
    const { sessions } = await list(otherCookie)
    const { id } = sessions.find(({ isCurrent }) => !isCurrent)
    expect((await endSession(id, otherCookie)).status).toBe(200)
    expect([await statusOf(ada), await statusOf(otherCookie)]).toEqual([401, 200])
    expect((await proxy.rows())[0]).toMatchObject({
      action: 'EndSession',
      user: 'ada',
      target: 'ada',
    })
    expect((await endSession(id, otherCookie)).body.error?.codeDesc).toBe('UnknownSession')
  })

  it('cannot list, end or detect sessions of others', async () => {
    expect((await list(ada, '?user=root')).status).toBe(403)
    const [{ id }] = (await list(admin)).sessions
    expect((await endSession(id, ada)).body.error?.codeDesc).toBe('UnknownSession')
    for (const odd of ['%25', '0', 'x'.repeat(16)]) {
      expect((await endSession(odd, ada)).body.error?.codeDesc).toBe('UnknownSession')
    }
    expect(await statusOf(admin)).toBe(200)
  })
})

describe('an administrator', () => {
  it('lists and ends the sessions of others after a fresh sign-in', async () => {
    const [{ id }] = (await list(admin, '?user=ada')).sessions
    proxy.clock.pass(11 * 60)
    expect((await endSession(id, admin)).body.error?.codeDesc).toBe('ReauthenticationRequired')
    await proxy.write('POST', '/api/session/verify', { password: 'root-password' }, admin)
    expect((await endSession(id, admin)).status).toBe(200)
    expect(await statusOf(ada)).toBe(401)
    expect((await list(admin, '?user=nobody')).status).toBe(404)
  })

  it('with a limited scope does not see those of users with a wider one', async () => {
    await proxy.signInAs('admin', 'local')
    await proxy.store.users.change('local', { scope: { accounts: ['prod'] } })
    const local = await proxy.signIn('local')
    expect((await list(local, '?user=ada')).status).toBe(403)
  })
})

describe('limits', () => {
  it('end a session that is idle or old, and hide it from the list', async () => {
    proxy.clock.pass(3500)
    expect(await statusOf(ada)).toBe(200)
    proxy.clock.pass(3500)
    expect(await statusOf(ada)).toBe(200)
    expect(await statusOf(admin)).toBe(401)
    const secondCookie = await proxy.signIn('root')
    proxy.clock.pass(250)
    expect((await list(secondCookie, '?user=ada')).sessions).toEqual([])
    expect(await statusOf(ada)).toBe(401)
  })

  it('set the lifetime of the cookie', async () => {
    const body = { user: 'ada', password: 'ada-password' }
    const { headers } = await proxy.write('POST', '/api/session', body)
    expect(headers.get('Set-Cookie')).toContain('Max-Age=7200')
  })

  it('end the least recently used session of a user at a further sign-in', async () => {
    const secondCookie = await proxy.signIn('ada')
    proxy.clock.pass(120)
    const third = await proxy.signIn('ada')
    expect(await statusOf(ada)).toBe(200)
    const fourth = await proxy.signIn('ada')
    expect([await statusOf(secondCookie), await statusOf(ada)]).toEqual([401, 200])
    expect([await statusOf(third), await statusOf(fourth)]).toEqual([200, 200])
    expect(await statusOf(admin)).toBe(200)
  })
})

describe('a write', () => {
  it('reads the user again, including changes by another process within the last second', async () => {
    expect(await statusOf(admin)).toBe(200)
    const otherStore = await proxy.testDatabase.open()
    await otherStore.users.add({ name: 'second', role: 'admin', passwordHash: '', createdAt: 1 })
    await otherStore.users.change('root', { role: 'viewer' })
    await otherStore.close()
    const user = { user: 'eve', password: 'correct horse 7', role: 'admin' }
    expect((await proxy.write('POST', '/api/users', user, admin)).status).toBe(403)
  })
})
