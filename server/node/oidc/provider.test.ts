import { describe, expect, it } from 'vitest'
import type { Peer } from '../../proxy/ports'
import { providedUser, signInAt } from '../../test/proxy/identityProvider'
import { origin, sessionCookieOf, testProxy } from '../../test/proxy/proxy'
import { signOnConsole } from '../../test/proxy/signOnConsole'
import { createOidc } from './provider'

const on = signOnConsole()
const { createSignOn, begin, signIn, sessionOf } = on

describe('single sign-on', () => {
  it('redirects to the provider with PKCE, state and nonce', async () => {
    expect((await on.proxy.send('/api/signIn')).body.data).toEqual({ singleSignOn: true })
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

  it('requests a new authentication if required, and returns its time', async () => {
    expect((await begin()).headers.get('Location')).not.toContain('max_age')
    const fresh = await on.proxy.send('/api/sso?fresh=1')
    expect(new URL(fresh.headers.get('Location') ?? '').searchParams.get('max_age')).toBe('0')
    const signOn = createSignOn()
    const { url, secret } = await signOn.begin(`${origin}/api/sso/callback`, { isFresh: true })
    const callback = new URL(await signInAt(url, 'ada'))
    const { authenticatedAt = 0 } = await signOn.end(callback, secret)
    expect(Math.abs(Date.now() - authenticatedAt)).toBeLessThan(60_000)
  })

  it('can be completed only in the browser that started it', async () => {
    for (const cookie of ['', 'gantry-sso=']) {
      expect((await signIn('ada', () => ({ cookie }))).status).toBe(403)
    }
    const otherSignIn = await begin()
    const otherBrowser = await signIn('ada', () => ({ cookie: otherSignIn.cookie }))
    expect(otherBrowser.status).toBe(403)
    expect(otherBrowser.body.error?.codeDesc).toBe('SignInExpired')
    expect(otherBrowser.headers.getSetCookie().join()).not.toMatch(/gantry-test=[0-9a-f]/)
    const forged = await on.proxy.send('/api/sso/callback?code=forged&state=x', {
      headers: { Cookie: otherSignIn.cookie },
    })
    expect(forged.status).toBe(403)
  })

  it.each([
    ['state', 0],
    ['nonce', 1],
    ['PKCE verifier', 2],
  ])('is refused if the %s differs from the start', async (what, at) => {
    const otherPart = (await begin()).cookie.split('=')[1]?.split('~')[at] ?? ''
    const tampered = await signIn('ada', ({ cookie }) => {
      const [name, secret = ''] = cookie.split('=')
      return { cookie: `${name}=${secret.split('~').with(at, otherPart).join('~')}` }
    })
    expect(tampered.status).toBe(what === 'state' ? 403 : 502)
    expect(tampered.headers.getSetCookie().join()).not.toMatch(/gantry-test=[0-9a-f]/)
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
    const replayed = await on.proxy.send(used.path, { headers: { Cookie: used.cookie } })
    expect(replayed.status).toBe(502)
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
    const started = await on.proxy.send('/api/sso', {}, overTls)
    const { searchParams } = new URL(started.headers.get('Location') ?? '')
    const secureOrigin = origin.replace('http:', 'https:')
    expect(searchParams.get('redirect_uri')).toBe(`${secureOrigin}/api/sso/callback`)
    const startCookie = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    const path = `/api/sso/callback?code=x&state=${searchParams.get('state')}`
    const statusWith = async (Cookie: string) =>
      (await on.proxy.send(path, { headers: { Cookie } }, overTls)).status
    expect(await statusWith(startCookie)).toBe(502)
    expect(await statusWith(startCookie.replace('__Host-', ''))).toBe(403)
  })

  it('gives the second secret only for the one-time code in the fragment', async () => {
    const answer = await signIn('ada')
    const code = /^\/#code=([0-9a-f]{64})$/.exec(answer.headers.get('Location') ?? '')?.[1]
    const Cookie = sessionCookieOf(answer.headers) ?? ''
    const exchange = (sent: unknown, of = Cookie) =>
      on.proxy.write('POST', '/api/session', { code: sent }, of)
    // The sign-in helper has already exchanged the code, like the page.
    for (const used of [await exchange(code), await exchange('x'), await exchange(code, '')]) {
      expect([used.status, used.body.error?.codeDesc]).toEqual([401, 'WrongCode'])
    }
    expect((await exchange('')).status).toBe(400)
    const headers = { Cookie, 'X-Gantry-Session': code ?? '' }
    expect((await on.proxy.send('/api/session', { headers })).status).toBe(401)
  })

  it('returns to the requested page, from several tabs at once', async () => {
    const tabs = []
    for (const to of ['/services?status=Abnormal', '//evil.example', '/\\evil.example', 'x:y']) {
      const started = await on.proxy.send(`/api/sso?to=${encodeURIComponent(to)}`)
      tabs.push(started)
    }
    const Cookie = tabs.map(({ headers }) => headers.get('Set-Cookie')?.split(';')[0]).join('; ')
    const targets: (string | undefined)[] = []
    for (const { headers } of tabs) {
      const callback = await signInAt(headers.get('Location') ?? '', 'ada')
      const done = await on.proxy.send(callback.slice(origin.length), { headers: { Cookie } })
      targets.push(done.headers.get('Location')?.split('#')[0])
    }
    expect(targets).toEqual(['/services?status=Abnormal', '/', '/', '/'])
  })

  it('is not delayed by forged callbacks', async () => {
    for (let times = 0; times < 40; times += 1) {
      const headers = { Cookie: 'gantry-sso=a~b~c' }
      expect((await on.proxy.send('/api/sso/callback?code=x&state=x', { headers })).status).toBe(
        403,
      )
    }
    expect((await signIn('ada')).status).toBe(303)
  })

  it('sends a browser to the sign-in page with the reason on failure', async () => {
    const headers = { Accept: 'text/html,*/*;q=0.8' }
    const failed = await on.proxy.send('/api/sso/callback?code=x&state=x', { headers })
    expect(failed.status).toBe(303)
    expect(failed.headers.get('Location')).toMatch(/^\/login\?failed=SignInExpired&requestId=\w+/)
  })

  it('is counted by outcome', async () => {
    const newProxy = await testProxy({ singleSignOn: createSignOn() })
    await signIn('ada', undefined, newProxy)
    await signIn('eve', undefined, newProxy)
    await newProxy.send('/api/sso/callback?code=x&state=x', {
      headers: { Cookie: 'gantry-sso=x~y~z' },
    })
    const { text } = await newProxy.send('/metrics')
    for (const end of ['ok', 'refused', 'failed']) {
      expect(text).toMatch(
        new RegExp(`^gantry_sign_ins_total\\{.*singleSignOn.*${end}.*\\} 1$`, 'm'),
      )
    }
    await newProxy.close()
  })

  it('reports the error code of the provider without its text', async () => {
    const { cookie } = await begin()
    const query = new URLSearchParams({
      error: 'access_denied',
      error_description: 'words of a stranger',
      state: cookie.split('=')[1]?.split('~')[0] ?? '',
      iss: on.provider.issuer.href.slice(0, -1),
    })
    const refused = await on.proxy.send(`/api/sso/callback?${query}`, {
      headers: { Cookie: cookie },
    })
    expect(refused.body.error?.message).toMatch(/it responded with access_denied\.$/)
    expect(refused.text).not.toContain('stranger')
  })

  it('signs out at the provider too', async () => {
    const { Cookie } = await sessionOf(await signIn('ada'))
    const signOut = await on.proxy.write('DELETE', '/api/session', undefined, Cookie)
    const { signOutUrl } = JSON.parse(signOut.text).data
    const url = new URL(signOutUrl)
    expect(url.origin).toBe(on.provider.issuer.origin)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/login`)
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400)
    expect((await on.proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
    const local = await on.proxy.signIn('local')
    const signedOut = await on.proxy.write('DELETE', '/api/session', undefined, local)
    expect(signedOut.body.data).toEqual({})
  })

  it("ends the browser's previous session", async () => {
    const before = await sessionOf(await signIn('ada'))
    const now = await sessionOf(
      await signIn('ada', ({ cookie }) => ({ cookie: `${cookie}; ${before.Cookie}` })),
    )
    const statusOf = async ({ Cookie }: { Cookie: string }) =>
      (await on.proxy.send('/api/session', { headers: { Cookie } })).status
    expect([await statusOf(before), await statusOf(now)]).toEqual([401, 200])
  })

  it('signs out of the console even if the provider does not respond', async () => {
    const signOutUrl = () => Promise.reject(new Error('gone'))
    const withSignOutUrl = await testProxy({ singleSignOn: { ...createSignOn(), signOutUrl } })
    const { Cookie } = await sessionOf(
      await signIn('ada', undefined, withSignOutUrl),
      withSignOutUrl,
    )
    const signOutAnswer = await withSignOutUrl.write('DELETE', '/api/session', undefined, Cookie)
    expect([signOutAnswer.status, signOutAnswer.body.data]).toEqual([200, {}])
    expect(signOutAnswer.headers.get('Set-Cookie')).toMatch(/^gantry-test=; .*Max-Age=0/)
    await withSignOutUrl.close()
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
    const signOutAtPublicUrl = await atPublicUrl.write('DELETE', '/api/session', undefined, Cookie)
    expect(signOutAtPublicUrl.body.data).toEqual({ signOutUrl: 'https://gantry.example/login' })
    await atPublicUrl.close()
  })

  it('has no other routes, and none without a provider', async () => {
    expect((await on.proxy.send('/api/sso/other?code=x&state=x')).status).toBe(404)
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
