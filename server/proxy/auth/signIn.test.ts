import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../test/proxy/identityProvider'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'
import { Problem } from '../http/problem'
import type { Passwords } from '../ports'

let proxy: TestProxy

beforeEach(async () => {
  proxy = await testProxy()
  await proxy.signInAs('operator', 'ada')
})
afterEach(() => proxy.close())

const tryIn = (user: unknown, password: unknown, address = '192.0.2.9') =>
  proxy.write('POST', '/api/session', { user, password }, '', { address, tls: false })

describe('a sign-in', () => {
  it("returns the user and the accounts in the user's scope", async () => {
    const { status, body } = await tryIn('ada', 'ada-password')
    expect(status).toBe(200)
    expect(body.data).toEqual({
      sessionSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      user: 'ada',
      id: (await proxy.store.users.find('ada'))?.id,
      name: 'ada',
      role: 'operator',
      source: 'local',
      scope: {},
      reach: {},
      readOnly: false,
      accounts: [],
    })
  })

  it('is refused if the password changes during verification', async () => {
    const slow: Passwords = {
      ...proxy.passwords,
      async verify(password, hash) {
        await proxy.store.users.change('ada', { passwordHash: 'hash of another' })
        return proxy.passwords.verify(password, hash)
      },
    }
    const otherProxy = await testProxy({ store: proxy.store, clock: proxy.clock, passwords: slow })
    const body = { user: 'ada', password: 'ada-password' }
    const { status, headers } = await otherProxy.write('POST', '/api/session', body)
    expect([status, headers.get('Set-Cookie')]).toEqual([401, null])
    expect((await tryIn('ada', 'another')).status).toBe(200)
    await otherProxy.close()
  })

  it('verifies one password hash, whether or not the user exists', async () => {
    const ssoUser = { name: 'sso', role: 'viewer', source: 'sso', createdAt: 1 } as const
    await proxy.store.users.add({ ...ssoUser, passwordHash: '' })
    for (const [user, hash] of [
      ['ada', 'hash of ada-password'],
      ['sso', 'decoy'],
      ['nobody', 'decoy'],
      ['no\0body', 'decoy'],
    ]) {
      proxy.passwords.verified.length = 0
      const { status, body } = await tryIn(user, 'wrong')
      expect(status).toBe(401)
      expect(body.error).toMatchObject({
        code: 401,
        codeDesc: 'WrongPassword',
        message: 'Wrong user name or password.',
      })
      expect(proxy.passwords.verified).toEqual([hash])
    }
  })

  it('refuses a password that only starts like the real one', async () => {
    const longest = 'x'.repeat(1024)
    const passwordHash = await proxy.passwords.hash(longest)
    await proxy.store.users.add({ name: 'bob', role: 'viewer', passwordHash, createdAt: 1 })
    expect((await tryIn('bob', longest)).status).toBe(200)
    expect((await tryIn('bob', `${longest}y`)).status).toBe(401)
  })

  it.each([
    [undefined, 'x', 'user'],
    [{ $ne: null }, 'x', 'user'],
    ['ada', '', 'password'],
    ['ada', 7, 'password'],
  ])('requires user and password as text: %j %j', async (user, password, path) => {
    const { status, body } = await tryIn(user, password)
    expect(status).toBe(400)
    expect(body.error?.fields).toMatchObject([{ path }])
  })

  it('is audited, refused or not, without the password', async () => {
    await tryIn('ada', 'wrong-password')
    await tryIn('no\nbody', 'wrong-password')
    await tryIn('ada', 'ada-password')
    const rows = await proxy.store.audit.list({ limit: 4, action: 'SignIn' })
    expect(rows.map(({ user, outcome, code }) => [user, outcome, code])).toEqual([
      ['ada', 'ok', 0],
      ['', 'refused', 401],
      ['ada', 'refused', 401],
      ['ada', 'ok', 0],
    ])
    expect(JSON.stringify(rows) + proxy.output.join('')).not.toMatch(/(wrong|ada)-password/)
  })
})

describe('the callback of an identity provider', () => {
  it('starts no session for a user that is removed meanwhile', async () => {
    const { store, clock } = proxy
    const sessions = {
      ...store.sessions,
      async removeEnded(before: Parameters<typeof store.sessions.removeEnded>[0]) {
        await store.users.remove('sue')
        await store.sessions.removeEnded(before)
      },
    }
    const otherProxy = await testProxy({
      store: { ...store, sessions },
      clock,
      singleSignOn: {
        begin: async () => ({ url: 'https://id.example/', secret: 's' }),
        end: async () => providedUser('sue', 'viewer'),
        signOutUrl: async () => undefined,
      },
    })
    const headers = { Cookie: 'gantry-sso=s' }
    const answer = await otherProxy.send('/api/sso/callback?code=1', { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie()).toEqual([])
    const counts = await store.sessions.counts({ createdAt: 0, usedAt: 0 })
    expect(counts.has('sue')).toBe(false)
    await otherProxy.close()
  })

  it('is delayed after twenty failed attempts of an address', async () => {
    let providerCalls = 0
    const otherProxy = await testProxy({
      clock: proxy.clock,
      singleSignOn: {
        begin: async () => ({ url: 'https://id.example/', secret: 's' }),
        end: async () => {
          providerCalls += 1
          if (providerCalls > 20) return providedUser('sue', 'viewer')
          throw new Problem(502, 'SingleSignOnFailed', 'No.')
        },
        signOutUrl: async () => undefined,
      },
    })
    const sendCallback = (address: string) => {
      const headers = { Cookie: 'gantry-sso=s' }
      return otherProxy.send('/api/sso/callback?code=1', { headers }, { address, tls: false })
    }
    for (let tries = 0; tries < 20; tries += 1) {
      expect((await sendCallback('192.0.2.9')).status).toBe(502)
    }
    const { status, headers } = await sendCallback('192.0.2.9')
    expect([status, headers.get('Retry-After')]).toEqual([429, '2'])
    expect(providerCalls).toBe(20)
    expect((await sendCallback('192.0.2.10')).status).toBe(303)
    otherProxy.clock.pass(2)
    expect((await sendCallback('192.0.2.9')).status).toBe(303)
    await otherProxy.close()
  })
})
