import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../../test/proxy/identityProvider'
import { sessionCookieOf, type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { createProxy } from '../../app'
import { Problem } from '../../http/problem'
import type { ProvidedUser } from './provider'

let proxy: TestProxy
let provided: ProvidedUser

/** In this stub, tokens are plain claims; `forged` stands for a wrong signature. */
const singleSignOn = {
  newUserScope: {},
  begin: async () => ({ url: 'https://id.example/', secret: 's' }),
  end: async () => provided,
  signOutUrl: async () => undefined,
  verifyLogout: async (token: string) => {
    if (token !== 'forged') return JSON.parse(token)
    throw new Problem(400, 'InvalidLogoutToken', 'The logout token is not valid.')
  },
}

beforeEach(async () => {
  proxy = await testProxy({ singleSignOn })
})
afterEach(() => proxy.close())

async function signIn(name: string, sid?: string) {
  provided = { ...providedUser(name, 'viewer'), ...(sid !== undefined && { sid }) }
  const headers = { Cookie: 'gantry-sso=s' }
  const answer = await proxy.send('/api/sso/callback?code=1', { headers })
  return sessionCookieOf(answer.headers) ?? ''
}

let tokens = 0
const tokenOf = (whose: { subject?: string; sid?: string }, issuer = 'https://id.example') =>
  JSON.stringify({ issuer, tokenId: `j${++tokens}`, expiresAt: proxy.clock.now() + 1000, ...whose })

const request = (body: string) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body,
})
const logOut = (token: string) =>
  proxy.send('/hooks/oidc/logout', request(`logout_token=${encodeURIComponent(token)}`))

const statuses = (...cookies: string[]) =>
  Promise.all(
    cookies.map(
      async (Cookie) => (await proxy.send('/api/session', { headers: { Cookie } })).status,
    ),
  )

describe('a logout at the identity provider', () => {
  it('of a user ends all sessions of the user', async () => {
    const cookies = [await signIn('ada', 's1'), await signIn('ada'), await signIn('bob', 's3')]
    expect((await logOut(tokenOf({ subject: 'ada' }))).status).toBe(200)
    expect(await statuses(...cookies)).toEqual([401, 401, 200])
  })

  it('of a session ends it, and sessions of the user without a known session ID', async () => {
    const cookies = [await signIn('ada', 's1'), await signIn('ada', 's2'), await signIn('ada')]
    await logOut(tokenOf({ subject: 'ada', sid: 's1' }))
    expect(await statuses(...cookies)).toEqual([401, 200, 401])
  })

  it('of a session without a user ends that session', async () => {
    const cookies = [await signIn('ada', 's1'), await signIn('ada', 's2'), await signIn('bob')]
    await logOut(tokenOf({ sid: 's1' }))
    expect(await statuses(...cookies)).toEqual([401, 200, 200])
  })

  it.each([
    ['another issuer', tokenOf.bind(undefined, { subject: 'ada' }, 'https://other.example')],
    ['another issuer, by session', tokenOf.bind(undefined, { sid: 's1' }, 'https://other.example')],
    ['another user with the session', tokenOf.bind(undefined, { subject: 'eve', sid: 's1' })],
    ['another subject', tokenOf.bind(undefined, { subject: 'ADA' })],
  ])('of %s ends nothing', async (_what, token) => {
    const ada = await signIn('ada', 's1')
    expect((await logOut(token())).status).toBe(200)
    expect(await statuses(ada)).toEqual([200])
  })

  it('does not end sessions with a password of a user with the same name', async () => {
    const local = await proxy.signInAs('viewer', 'ada')
    await signIn('ada', 's1')
    await logOut(tokenOf({ subject: 'ada' }))
    expect(await statuses(local)).toEqual([200])
  })

  it('is recorded for the user', async () => {
    await signIn('ada', 's1')
    await logOut(tokenOf({ subject: 'ada' }))
    expect(await proxy.store.audit.list({ limit: 1 })).toMatchObject([
      { user: 'ada', action: 'SignOut', target: 'ada', outcome: 'ok' },
    ])
  })

  it('has an effect once across all consoles on the store', async () => {
    const token = tokenOf({ subject: 'ada' })
    const otherProxy = createProxy(proxy.ports)
    const logoutRequest = new Request('http://console.test/hooks/oidc/logout', {
      ...request(`logout_token=${encodeURIComponent(token)}`),
    })
    expect((await otherProxy(logoutRequest)).status).toBe(200)
    const ada = await signIn('ada')
    const repeatedLogout = await logOut(token)
    expect([repeatedLogout.status, repeatedLogout.body.error?.codeDesc]).toEqual([
      400,
      'InvalidLogoutToken',
    ])
    expect(await statuses(ada)).toEqual([200])
  })

  it.each([
    '',
    'logout_token=',
    'other=1',
    'logout_token=a&logout_token=b',
    '{"logout_token":"a"}',
  ])('with other than exactly one token is refused: %s', async (body) => {
    const { status, headers } = await proxy.send('/hooks/oidc/logout', request(body))
    expect([status, headers.get('Cache-Control')]).toEqual([400, 'no-store'])
  })

  it('is throttled after refused tokens, by address', async () => {
    for (let count = 0; count < 20; count += 1) expect((await logOut('forged')).status).toBe(400)
    const { status, headers } = await logOut('forged')
    expect([status, headers.get('Retry-After')]).toEqual([429, '2'])
    const from = { address: '198.51.100.7', tls: false }
    const body = `logout_token=${encodeURIComponent(tokenOf({ subject: 'ada' }))}`
    expect((await proxy.send('/hooks/oidc/logout', request(body), from)).status).toBe(200)
  })

  it('is unknown without an identity provider', async () => {
    const without = await testProxy()
    expect((await without.send('/hooks/oidc/logout', request('logout_token=x'))).status).toBe(404)
    expect((await without.send('/hooks/oidc/logout')).status).toBe(405)
    await without.close()
  })
})
