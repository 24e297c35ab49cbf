import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Peer } from '../../proxy/ports'
import { client, providedUser, signInAt, startProvider } from '../../test/proxy/identityProvider'
import { origin, sessionCookieOf, type TestProxy, testProxy } from '../../test/proxy/proxy'
import type { OidcConfig } from './config'
import { createOidc } from './provider'

/** Groups of the provider's users. */
const groups: Record<string, string[] | string> = {
  ada: ['everybody', 'cloud-admins'],
  bob: ['cloud-operators'],
  eve: ['guests'],
  zoe: 'cloud-operators',
  yan: 'guests, cloud-operators',
  local: ['cloud-admins'],
  'Ada+Ops@example.com 张三': ['cloud-admins'],
  '..': ['cloud-admins'],
}

let provider: Awaited<ReturnType<typeof startProvider>>
let proxy: TestProxy

beforeAll(async () => {
  provider = await startProvider(groups)
  proxy = await testProxy({ singleSignOn: createSignOn() })
  await proxy.signInAs('viewer', 'local')
})
afterAll(async () => {
  await proxy.close()
  provider.close()
})

const issuerOf = ({ issuer }: typeof provider) => issuer.href.slice(0, -1)

/** The console's configuration of the provider. */
const createSignOn = (more: Partial<OidcConfig> = {}) =>
  createOidc({
    issuer: provider.issuer,
    ...client,
    scope: 'openid profile groups',
    userClaim: 'preferred_username',
    rolesClaim: 'groups',
    newUserScope: {},
    revalidateAfter: 0,
    roles: { admin: ['cloud-admins'], operator: ['cloud-operators'], viewer: [] },
    ...more,
  })

async function begin(at = proxy) {
  const started = await at.send('/api/sso')
  const cookie = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return { cookie, headers: started.headers, status: started.status }
}

/** Signs in through the provider, with the cookie and the callback URL altered on the way. */
async function signIn(
  user: string,
  changed: (received: { cookie: string; path: string }) => object = () => ({}),
  at = proxy,
) {
  const started = await begin(at)
  const callback = await signInAt(started.headers.get('Location') ?? '', user)
  const defaults = { cookie: started.cookie, path: callback.slice(origin.length) }
  const { cookie, path } = { ...defaults, ...changed(defaults) }
  return at.send(path, { headers: { Cookie: `theme=dark; ${cookie}; last=x` } })
}

const sessionOf = async (answer: { headers: Headers }, at = proxy) => {
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  const Cookie = cookies.find((one) => one.startsWith('gantry-test=')) ?? ''
  return { Cookie, view: (await at.send('/api/session', { headers: { Cookie } })).body.data }
}

describe('single sign-on', () => {
  it('redirects to the provider with PKCE, state and nonce', async () => {
    expect((await proxy.send('/api/signIn')).body.data).toEqual({ singleSignOn: true })
    const { status, headers, cookie } = await begin()
    expect(status).toBe(303)
    const { searchParams } = new URL(headers.get('Location') ?? '')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'gantry',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/api/sso/callback`,
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
    })
    expect(headers.get('Set-Cookie')).toMatch(
      /^gantry-sso-[\w-]{16}=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/,
    )
    expect(headers.get('Location')).not.toContain(cookie.split('~')[2] ?? 'nothing')
  })

  it('requests a new authentication if required, and gets its time', async () => {
    expect((await begin()).headers.get('Location')).not.toContain('max_age')
    const fresh = await proxy.send('/api/sso?fresh=1')
    expect(new URL(fresh.headers.get('Location') ?? '').searchParams.get('max_age')).toBe('0')
    const signOn = createSignOn()
    const { url, secret } = await signOn.begin(`${origin}/api/sso/callback`, { isFresh: true })
    const callback = new URL(await signInAt(url, 'ada'))
    const { authenticatedAt = 0 } = await signOn.end(callback, secret)
    expect(Math.abs(Date.now() - authenticatedAt)).toBeLessThan(60_000)
  })

  it("grants the role of the user's current groups at each sign-in", async () => {
    const { Cookie, view } = await sessionOf(await signIn('ada'))
    expect(view).toMatchObject({ user: 'ada', role: 'admin', source: 'sso' })
    expect((await proxy.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      user: 'ada',
      role: 'admin',
      address: '192.0.2.1',
      action: 'SignIn',
      params: JSON.stringify({ singleSignOn: true, issuer: issuerOf(provider), subject: 'ada' }),
      outcome: 'ok',
    })
    expect((await sessionOf(await signIn('bob'))).view).toMatchObject({ role: 'operator' })
    groups.bob = ['cloud-admins']
    expect((await sessionOf(await signIn('bob'))).view).toMatchObject({ role: 'admin' })
    const users = await proxy.send('/api/users', { headers: { Cookie } })
    expect(users.body.data).toContainEqual(expect.objectContaining({ user: 'bob', source: 'sso' }))
  })

  it('refuses users without a role', async () => {
    const eve = await signIn('eve')
    expect(eve.status).toBe(403)
    expect(eve.body.error?.message).toMatch(/eve has no role/)
    expect(eve.body.error?.codeDesc).toBe('NoRole')
    const [last] = await proxy.store.audit.list({ limit: 1 })
    expect(last).toMatchObject({ action: 'SignIn', user: 'eve', outcome: 'refused' })
    expect(await proxy.store.users.find('eve')).toBeUndefined()
  })

  it('can be completed only in the browser that started it', async () => {
    for (const cookie of ['', 'gantry-sso=']) {
      expect((await signIn('ada', () => ({ cookie }))).status).toBe(403)
    }
    const other = await begin()
    const otherBrowser = await signIn('ada', () => ({ cookie: other.cookie }))
    expect(otherBrowser.status).toBe(403)
    expect(otherBrowser.body.error?.codeDesc).toBe('SignInExpired')
    expect(otherBrowser.headers.getSetCookie().join()).not.toMatch(/gantry-test=[0-9a-f]/)
    const forged = await proxy.send('/api/sso/callback?code=forged&state=x', {
      headers: { Cookie: other.cookie },
    })
    expect(forged.status).toBe(403)
  })

  it.each([
    ['state', 0],
    ['nonce', 1],
    ['PKCE verifier', 2],
  ])('is refused if the %s differs from the start', async (what, at) => {
    const other = (await begin()).cookie.split('=')[1]?.split('~')[at] ?? ''
    const changed = await signIn('ada', ({ cookie }) => {
      const [name, secret = ''] = cookie.split('=')
      return { cookie: `${name}=${secret.split('~').with(at, other).join('~')}` }
    })
    expect(changed.status).toBe(what === 'state' ? 403 : 502)
    expect(changed.headers.getSetCookie().join()).not.toMatch(/gantry-test=[0-9a-f]/)
    expect((await signIn('ada')).status).toBe(303)
  })

  it('deletes its cookie on completion and cannot be replayed', async () => {
    let used = { cookie: '', path: '' }
    const answer = await signIn('ada', (received) => {
      used = received
      return {}
    })
    expect(answer.headers.get('Location')).toMatch(/^\/#code=/)
    expect(answer.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^gantry-sso-[\w-]{16}=; .*Max-Age=0/),
    )
    const again = await proxy.send(used.path, { headers: { Cookie: used.cookie } })
    expect(again.status).toBe(502)
  })

  it('uses a __Host- cookie under TLS and returns to the public address', async () => {
    const atPublicUrl = await testProxy({
      singleSignOn: createSignOn(),
      origin: 'https://gantry.example',
    })
    const started = await atPublicUrl.send('/api/sso', {}, { address: '192.0.2.1', tls: true })
    expect(started.headers.get('Set-Cookie')).toMatch(
      /^__Host-gantry-sso-[\w-]{16}=[^;]+; Path=\/; .*; Secure$/,
    )
    const { searchParams } = new URL(started.headers.get('Location') ?? '')
    expect(searchParams.get('redirect_uri')).toBe('https://gantry.example/api/sso/callback')
    await atPublicUrl.close()
  })

  it('returns to https:// under TLS, and ignores cookies there that plain HTTP can set', async () => {
    const overTls: Peer = { address: '192.0.2.1', tls: true }
    const started = await proxy.send('/api/sso', {}, overTls)
    const { searchParams } = new URL(started.headers.get('Location') ?? '')
    const secureOrigin = origin.replace('http:', 'https:')
    expect(searchParams.get('redirect_uri')).toBe(`${secureOrigin}/api/sso/callback`)
    const own = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    const path = `/api/sso/callback?code=x&state=${searchParams.get('state')}`
    const statusWith = async (Cookie: string) =>
      (await proxy.send(path, { headers: { Cookie } }, overTls)).status
    expect(await statusWith(own)).toBe(502)
    expect(await statusWith(own.replace('__Host-', ''))).toBe(403)
  })

  it('grants the highest role of all groups, accepts a text as one group, and * as everyone', async () => {
    const roles = { admin: ['cloud-admins'], operator: ['cloud-operators'], viewer: ['*'] }
    const open = await testProxy({ singleSignOn: createSignOn({ roles }) })
    const roleOf = async (user: string) =>
      (await sessionOf(await signIn(user, undefined, open), open)).view
    expect(await roleOf('ada')).toMatchObject({ role: 'admin' })
    expect(await roleOf('zoe')).toMatchObject({ role: 'operator' })
    expect(await roleOf('yan')).toMatchObject({ role: 'viewer' })
    expect(await roleOf('eve')).toMatchObject({ role: 'viewer' })
    await open.close()
  })

  it('gives the second secret only for the one-time code in the fragment', async () => {
    const answer = await signIn('ada')
    const code = /^\/#code=([0-9a-f]{64})$/.exec(answer.headers.get('Location') ?? '')?.[1]
    const Cookie = sessionCookieOf(answer.headers) ?? ''
    const exchange = (sent: unknown, of = Cookie) =>
      proxy.write('POST', '/api/session', { code: sent }, of)
    // The proxy of the tests has exchanged the code, as the page does.
    for (const used of [await exchange(code), await exchange('x'), await exchange(code, '')]) {
      expect([used.status, used.body.error?.codeDesc]).toEqual([401, 'WrongCode'])
    }
    expect((await exchange('')).status).toBe(400)
    const headers = { Cookie, 'X-Gantry-Session': code ?? '' }
    expect((await proxy.send('/api/session', { headers })).status).toBe(401)
  })

  it('returns to the requested page, from several tabs at once', async () => {
    const tabs = []
    for (const to of ['/services?status=Abnormal', '//evil.example', '/\\evil.example', 'x:y']) {
      const started = await proxy.send(`/api/sso?to=${encodeURIComponent(to)}`)
      tabs.push(started)
    }
    const Cookie = tabs.map(({ headers }) => headers.get('Set-Cookie')?.split(';')[0]).join('; ')
    const targets: (string | undefined)[] = []
    for (const { headers } of tabs) {
      const callback = await signInAt(headers.get('Location') ?? '', 'ada')
      const done = await proxy.send(callback.slice(origin.length), { headers: { Cookie } })
      targets.push(done.headers.get('Location')?.split('#')[0])
    }
    expect(targets).toEqual(['/services?status=Abnormal', '/', '/', '/'])
  })

  it('is not delayed by forged callbacks', async () => {
    for (let times = 0; times < 40; times += 1) {
      const headers = { Cookie: 'gantry-sso=a~b~c' }
      expect((await proxy.send('/api/sso/callback?code=x&state=x', { headers })).status).toBe(403)
    }
    expect((await signIn('ada')).status).toBe(303)
  })

  it('sends a browser to the sign-in page with the reason on failure', async () => {
    const headers = { Accept: 'text/html,*/*;q=0.8' }
    const failed = await proxy.send('/api/sso/callback?code=x&state=x', { headers })
    expect(failed.status).toBe(303)
    expect(failed.headers.get('Location')).toMatch(/^\/login\?failed=SignInExpired&requestId=\w+/)
  })

  it('is counted by outcome', async () => {
    const fresh = await testProxy({ singleSignOn: createSignOn() })
    await signIn('ada', undefined, fresh)
    await signIn('eve', undefined, fresh)
    await fresh.send('/api/sso/callback?code=x&state=x', {
      headers: { Cookie: 'gantry-sso=x~y~z' },
    })
    const { text } = await fresh.send('/metrics')
    for (const end of ['ok', 'refused', 'failed']) {
      expect(text).toMatch(
        new RegExp(`^gantry_sign_ins_total\\{.*singleSignOn.*${end}.*\\} 1$`, 'm'),
      )
    }
    await fresh.close()
  })

  it('shows names as the provider sends them', async () => {
    const name = 'Ada+Ops@example.com 张三'
    expect((await sessionOf(await signIn(name))).view).toMatchObject({ user: name, name })
  })

  it('refuses a user name that cannot be shown', async () => {
    const { status, body } = await signIn('..')
    expect([status, body.error?.codeDesc]).toEqual([403, 'UserNameRefused'])
    const [last] = await proxy.store.audit.list({ limit: 1 })
    expect(last).toMatchObject({ action: 'SignIn', user: '', outcome: 'refused' })
  })

  it('revokes the administrator role by groups, unless no other administrator remains', async () => {
    const fresh = await testProxy({ singleSignOn: createSignOn() })
    groups.carl = ['cloud-admins']
    expect((await signIn('carl', undefined, fresh)).status).toBe(303)
    groups.carl = ['cloud-operators']
    const { status, body, headers } = await signIn('carl', undefined, fresh)
    expect(status).toBe(403)
    expect(body.error?.message).toMatch(
      /carl is the last administrator, .*Give another user the role admin/,
    )
    expect(headers.getSetCookie()).toEqual([])
    expect((await signIn('ada', undefined, fresh)).status).toBe(303)
    const { view } = await sessionOf(await signIn('carl', undefined, fresh), fresh)
    expect(view).toMatchObject({ role: 'operator' })
    await fresh.close()
  })

  it('reports the error code of the provider without its text', async () => {
    const { cookie } = await begin()
    const query = new URLSearchParams({
      error: 'access_denied',
      error_description: 'words of a stranger',
      state: cookie.split('=')[1]?.split('~')[0] ?? '',
      iss: provider.issuer.href.slice(0, -1),
    })
    const refused = await proxy.send(`/api/sso/callback?${query}`, { headers: { Cookie: cookie } })
    expect(refused.body.error?.message).toMatch(/it responded with access_denied\.$/)
    expect(refused.text).not.toContain('stranger')
  })

  it('signs out at the provider too', async () => {
    const { Cookie } = await sessionOf(await signIn('ada'))
    const left = await proxy.write('DELETE', '/api/session', undefined, Cookie)
    const { signOutUrl } = JSON.parse(left.text).data
    const url = new URL(signOutUrl)
    expect(url.origin).toBe(provider.issuer.origin)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/login`)
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400)
    expect((await proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
    const local = await proxy.signIn('local')
    const signedOut = await proxy.write('DELETE', '/api/session', undefined, local)
    expect(signedOut.body.data).toEqual({})
  })

  it('creates users that cannot sign in with a password', async () => {
    const { Cookie } = await sessionOf(await signIn('ada'))
    const password = 'a new password'
    for (const given of [
      await proxy.write('PATCH', '/api/users/ada', { password }, await proxy.signInAs('admin')),
      await proxy.write('POST', '/api/password', { old: 'x', password }, Cookie),
    ]) {
      expect(given.body.error).toMatchObject({ code: 409, codeDesc: 'NoPassword' })
    }
    for (const password of ['', 'x', 'hash of ', 'a new password']) {
      const answer = await proxy.write('POST', '/api/session', { user: 'ada', password })
      expect([400, 401]).toContain(answer.status)
    }
  })

  it('refuses to set a password for its users', async () => {
    await signIn('ada')
    const password = 'a good password'
    const admin = await proxy.signInAs('admin')
    const set = await proxy.write('PATCH', '/api/users/ada', { password }, admin)
    expect([set.status, set.body.error?.codeDesc]).toEqual([409, 'NoPassword'])
    await proxy.store.users.change('ada', { passwordHash: await proxy.passwords.hash(password) })
    const answer = await proxy.write('POST', '/api/session', { user: 'ada', password })
    expect(answer.status).toBe(401)
  })

  it('ends the sessions of a user who no longer has a role', async () => {
    groups.cy = ['cloud-operators']
    const { Cookie, view } = await sessionOf(await signIn('cy'))
    expect(view).toMatchObject({ role: 'operator' })
    groups.cy = []
    expect((await signIn('cy')).status).toBe(403)
    expect((await proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
  })

  it('does not end sessions of a local user with the same name', async () => {
    const Cookie = await proxy.signInAs('viewer', 'guest')
    expect((await signIn('guest')).status).toBe(403)
    expect((await proxy.send('/api/session', { headers: { Cookie } })).status).toBe(200)
  })

  it("ends the browser's previous session", async () => {
    const before = await sessionOf(await signIn('ada'))
    const now = await sessionOf(
      await signIn('ada', ({ cookie }) => ({ cookie: `${cookie}; ${before.Cookie}` })),
    )
    const statusOf = async ({ Cookie }: { Cookie: string }) =>
      (await proxy.send('/api/session', { headers: { Cookie } })).status
    expect([await statusOf(before), await statusOf(now)]).toEqual([401, 200])
  })

  it('signs out of the console even if the provider does not respond', async () => {
    const signOutUrl = () => Promise.reject(new Error('gone'))
    const fresh = await testProxy({ singleSignOn: { ...createSignOn(), signOutUrl } })
    const { Cookie } = await sessionOf(await signIn('ada', undefined, fresh), fresh)
    const left = await fresh.write('DELETE', '/api/session', undefined, Cookie)
    expect([left.status, left.body.data]).toEqual([200, {}])
    expect(left.headers.get('Set-Cookie')).toMatch(/^gantry-test=; .*Max-Age=0/)
    await fresh.close()
  })

  it("returns from the provider's sign-out to the public address", async () => {
    const atPublicUrl = await testProxy({
      origin: 'https://gantry.example',
      singleSignOn: {
        begin: async (url) => ({ url, secret: 'x' }),
        end: async () => providedUser('ada', 'admin'),
        signOutUrl: async (after) => after,
      },
    })
    const returned = await atPublicUrl.send('/api/sso/callback', {
      headers: { Cookie: 'gantry-sso=x' },
    })
    const { Cookie } = await sessionOf(returned, atPublicUrl)
    const left = await atPublicUrl.write('DELETE', '/api/session', undefined, Cookie)
    expect(left.body.data).toEqual({ signOutUrl: 'https://gantry.example/login' })
    await atPublicUrl.close()
  })

  it('has no other routes, and none without a provider', async () => {
    expect((await proxy.send('/api/sso/other?code=x&state=x')).status).toBe(404)
    const without = await testProxy()
    expect((await without.send('/api/signIn')).body.data).toEqual({ singleSignOn: false })
    for (const path of ['/api/sso', '/api/sso/callback']) {
      expect((await without.send(path)).status).toBe(404)
    }
    await without.close()
  })

  it('explains the error if the provider is unreachable', async () => {
    const unreachable = createOidc({
      issuer: new URL('http://127.0.0.1:9'),
      clientId: 'gantry',
      clientSecret: undefined,
      scope: 'openid',
      userClaim: 'sub',
      rolesClaim: 'groups',
      newUserScope: {},
      revalidateAfter: 0,
      roles: { admin: ['*'], operator: [], viewer: [] },
    })
    await expect(
      unreachable.begin(`${origin}/api/sso/callback`, { isFresh: false }),
    ).rejects.toMatchObject({
      status: 502,
      codeDesc: 'SingleSignOnFailed',
    })
  })
})
