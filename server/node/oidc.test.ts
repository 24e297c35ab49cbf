import { once } from 'node:events'
import http from 'node:http'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { origin, type TestProxy, testProxy } from '../test/proxy'
import { createOidc } from './oidc'

/** Groups of people at the provider. */
const groups: Record<string, string[]> = {
  ada: ['cloud-admins', 'everybody'],
  bob: ['cloud-operators'],
  eve: ['guests'],
  local: ['cloud-admins'],
}

let server: http.Server
let issuer: URL
let proxy: TestProxy

beforeAll(async () => {
  server = http.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  issuer = new URL(`http://127.0.0.1:${address.port}`)
  const provider = new Provider(issuer.href.slice(0, -1), {
    clients: [
      {
        client_id: 'gantry',
        client_secret: 'the-secret-of-the-client',
        redirect_uris: [`${origin}/api/sso/callback`],
        post_logout_redirect_uris: [`${origin}/login`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['a key for the test'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id, groups: groups[id] ?? [] }),
    }),
  })
  server.on('request', provider.callback())
  const roles = { admin: ['cloud-admins'], operator: ['cloud-operators'], viewer: [] }
  proxy = await testProxy({
    singleSignOn: createOidc({
      issuer,
      clientId: 'gantry',
      clientSecret: 'the-secret-of-the-client',
      scope: 'openid profile groups',
      userClaim: 'preferred_username',
      rolesClaim: 'groups',
      roles,
    }),
  })
  await proxy.person('viewer', 'local')
})
afterAll(async () => {
  await proxy.close()
  server.close()
  server.closeAllConnections()
})

/** A browser at the provider's pages: keeps cookies, fills the forms in, and stops where it is led away. */
async function signInAt(start: string, user: string): Promise<string> {
  const jar = new Map<string, string>()
  let [url, body]: [string, URLSearchParams | undefined] = [start, undefined]
  for (let step = 0; step < 20; step += 1) {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie },
      ...(body && { method: 'POST', body }),
    })
    for (const one of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    body = undefined
    const location = answer.headers.get('Location')
    if (location) {
      url = new URL(location, url).href
      if (url.startsWith(origin)) return url
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!action || !prompt) throw new Error(`no form at ${url}: ${page.slice(0, 500)}`)
    url = new URL(action, url).href
    body = new URLSearchParams({
      prompt,
      ...(prompt === 'login' && { login: user, password: 'x' }),
    })
  }
  throw new Error('the provider leads in a circle')
}

async function begin() {
  const started = await proxy.send('/api/sso')
  const cookie = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return { cookie, headers: started.headers, status: started.status }
}

async function comeIn(user: string, cookie?: string) {
  const started = await begin()
  const back = await signInAt(started.headers.get('Location') ?? '', user)
  const path = back.slice(origin.length)
  return proxy.send(path, { headers: { Cookie: cookie ?? started.cookie } })
}

const sessionOf = async (answer: { headers: Headers }) => {
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  const Cookie = cookies.find((one) => one.startsWith('gantry=')) ?? ''
  return { Cookie, view: (await proxy.send('/api/session', { headers: { Cookie } })).body.data }
}

describe('single sign-on', () => {
  it('is offered, and leads to the provider with PKCE, state and nonce', async () => {
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
    expect(headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Lax; Max-Age=600/)
    expect(headers.get('Location')).not.toContain(cookie.split('~')[2] ?? 'nothing')
  })

  it('gives the role of one’s groups, each time anew', async () => {
    const { Cookie, view } = await sessionOf(await comeIn('ada'))
    expect(view).toMatchObject({ user: 'ada', role: 'admin' })
    expect((await sessionOf(await comeIn('bob'))).view).toMatchObject({ role: 'operator' })
    groups.bob = ['cloud-admins']
    expect((await sessionOf(await comeIn('bob'))).view).toMatchObject({ role: 'admin' })
    const users = await proxy.send('/api/users', { headers: { Cookie } })
    expect(users.body.data).toContainEqual(expect.objectContaining({ user: 'bob', source: 'sso' }))
  })

  it('lets nobody in without a role, and nobody under the name of a user with a password', async () => {
    const eve = await comeIn('eve')
    expect(eve.status).toBe(403)
    expect(eve.body.error?.message).toMatch(/eve has no role/)
    const local = await comeIn('local')
    expect(local.status).toBe(403)
    expect(local.body.error?.message).toMatch(/has to sign in by it/)
    expect((await proxy.store.users.find('local'))?.role).toBe('viewer')
    const [last] = await proxy.store.audit.list({ limit: 1 })
    expect(last).toMatchObject({ action: 'SignIn', user: 'local', outcome: 'refused' })
  })

  it('is finished only in the browser that began it', async () => {
    expect((await comeIn('ada', '')).status).toBe(403)
    const other = await begin()
    const stolen = await comeIn('ada', other.cookie)
    expect(stolen.status).toBe(502)
    expect(stolen.body.error?.codeDesc).toBe('SingleSignOnFailed')
    expect(stolen.headers.getSetCookie().join()).not.toMatch(/gantry=[0-9a-f]/)
    const forged = await proxy.send('/api/sso/callback?code=forged&state=x', {
      headers: { Cookie: other.cookie },
    })
    expect(forged.status).toBe(502)
  })

  it('is signed out of at the provider too', async () => {
    const { Cookie } = await sessionOf(await comeIn('ada'))
    const left = await proxy.write('DELETE', '/api/session', undefined, Cookie)
    const { signOutUrl } = JSON.parse(left.text).data
    const url = new URL(signOutUrl)
    expect(url.origin).toBe(issuer.origin)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/login`)
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400)
    expect((await proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
  })

  it('gives no password: a user of it cannot sign in by one', async () => {
    for (const password of ['', 'x', 'hash of ']) {
      const answer = await proxy.write('POST', '/api/session', { user: 'ada', password })
      expect([400, 401]).toContain(answer.status)
    }
  })

  it('takes no password either, from whomever', async () => {
    const { Cookie } = await sessionOf(await comeIn('ada'))
    const password = 'a good password'
    const set = await proxy.write('PATCH', '/api/users/ada', { password }, Cookie)
    expect([set.status, set.body.error?.codeDesc]).toEqual([409, 'NoPassword'])
    await proxy.store.users.change('ada', { passwordHash: await proxy.passwords.hash(password) })
    const answer = await proxy.write('POST', '/api/session', { user: 'ada', password })
    expect(answer.status).toBe(401)
  })

  it('ends the sessions of who is found to have no role any more', async () => {
    groups.cy = ['cloud-operators']
    const { Cookie, view } = await sessionOf(await comeIn('cy'))
    expect(view).toMatchObject({ role: 'operator' })
    groups.cy = []
    expect((await comeIn('cy')).status).toBe(403)
    expect((await proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
  })

  it('says what happened when the provider is gone', async () => {
    const gone = createOidc({
      issuer: new URL('http://127.0.0.1:9'),
      clientId: 'gantry',
      clientSecret: undefined,
      scope: 'openid',
      userClaim: 'sub',
      rolesClaim: 'groups',
      roles: { admin: ['*'], operator: [], viewer: [] },
    })
    await expect(gone.begin(`${origin}/api/sso/callback`)).rejects.toMatchObject({
      status: 502,
      codeDesc: 'SingleSignOnFailed',
    })
  })
})
