import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unseal } from '../../proxy/secrets/sealed'
import { client, signInAt, startProvider } from '../../test/proxy/identityProvider'
import { origin, sessionCookieOf, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { sha256 } from '../../wire/digest'
import { createOidc } from './provider'

const hour = 3_600_000

let groups: Record<string, string[]>
let provider: Awaited<ReturnType<typeof startProvider>>
let proxy: TestProxy
/** Logouts that the provider posted, with the console's responses. */
let posted: {
  form: string
  status: number
  cacheControl: string | null
  codeDesc?: string | undefined
}[]

async function post(form: string) {
  const answer = await proxy.send('/hooks/oidc/logout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
  })
  const { status, headers, body } = answer
  const cacheControl = headers.get('Cache-Control')
  posted.push({ form, status, cacheControl, codeDesc: body.error?.codeDesc })
  return status
}

async function start({ grantsRefresh }: { grantsRefresh: boolean }) {
  posted = []
  groups = { ada: ['admins'], bob: ['operators'], root: ['admins'] }
  provider = await startProvider(groups, { postLogout: post, grantsRefresh })
  const singleSignOn = createOidc({
    issuer: provider.issuer,
    ...client,
    scope: 'openid profile groups',
    userClaim: 'preferred_username',
    rolesClaim: 'groups',
    newUserScope: {},
    revalidateAfter: hour,
    roles: { admin: ['admins'], operator: ['operators'], viewer: [] },
  })
  proxy = await testProxy({ singleSignOn })
}

afterEach(async () => {
  await proxy.close()
  provider.close()
})

async function signIn(user: string) {
  const started = await proxy.send('/api/sso')
  const Cookie = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  const callback = await signInAt(started.headers.get('Location') ?? '', user)
  const answer = await proxy.send(callback.slice(origin.length), { headers: { Cookie } })
  return sessionCookieOf(answer.headers) ?? ''
}

const stored = async (cookie: string) =>
  proxy.store.sessions.find(await sha256(cookie.split('=')[1] ?? ''))
const sidOf = async (cookie: string) => (await stored(cookie))?.sid ?? ''

const sessionAnswer = async (cookie: string) => {
  const { status, body } = await proxy.send('/api/session', { headers: { Cookie: cookie } })
  return { status, data: body.data, error: body.error?.codeDesc }
}
const statuses = async (...cookies: string[]) =>
  (await Promise.all(cookies.map(sessionAnswer))).map(({ status }) => status)

describe('back-channel logout by a real provider', () => {
  beforeEach(() => start({ grantsRefresh: false }))

  it('ends only the session with the provider’s session ID', async () => {
    const [first, second, bob] = [await signIn('ada'), await signIn('ada'), await signIn('bob')]
    await provider.logOut('ada', await sidOf(first))
    expect(posted).toMatchObject([{ status: 200, cacheControl: 'no-store' }])
    expect(await statuses(first, second, bob)).toEqual([401, 200, 200])
    expect((await proxy.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      user: 'ada',
      action: 'SignOut',
      params: expect.stringContaining('"backChannel":true'),
    })
  })

  it('accepts each token once', async () => {
    const first = await signIn('ada')
    await provider.logOut('ada', await sidOf(first))
    await post(posted[0]?.form ?? '')
    const refused = { status: 400, codeDesc: 'InvalidLogoutToken', cacheControl: 'no-store' }
    expect(posted[1]).toMatchObject(refused)
  })

  it('answers 200 if the session has ended already', async () => {
    await provider.logOut('ada', 'unknown')
    expect(posted).toMatchObject([{ status: 200 }])
  })
})

describe('revalidation without a refresh token', () => {
  beforeEach(() => start({ grantsRefresh: false }))

  it('ends the session after the configured time; a new sign-in gets the new role', async () => {
    const cookie = await signIn('ada')
    proxy.clock.pass(59 * 60)
    expect((await sessionAnswer(cookie)).status).toBe(200)
    groups.ada = ['operators']
    proxy.clock.pass(60)
    expect((await sessionAnswer(cookie)).error).toBe('SignInRequired')
    await signIn('root')
    expect((await sessionAnswer(await signIn('ada'))).data).toMatchObject({ role: 'operator' })
  })

  it('does not affect sessions with a password', async () => {
    const cookie = await proxy.signInAs('viewer', 'local')
    proxy.clock.pass(2 * 3600)
    expect((await sessionAnswer(cookie)).status).toBe(200)
  })
})

describe('revalidation by a refresh token', () => {
  beforeEach(() => start({ grantsRefresh: true }))

  it('keeps the session of a user whose groups still grant a role', async () => {
    const cookie = await signIn('ada')
    const { refreshToken } = (await stored(cookie)) ?? {}
    expect(refreshToken).toMatch(/.{40,}/)
    for (let time = 0; time < 3; time += 1) {
      proxy.clock.pass(3600)
      expect((await sessionAnswer(cookie)).data).toMatchObject({ role: 'admin' })
    }
  })

  it('changes the role, even for concurrent requests', async () => {
    await signIn('root')
    const cookie = await signIn('ada')
    groups.ada = ['operators']
    proxy.clock.pass(3600)
    for (const { data } of await Promise.all([
      sessionAnswer(cookie),
      sessionAnswer(cookie),
      sessionAnswer(cookie),
    ])) {
      expect(data).toMatchObject({ user: 'ada', role: 'operator' })
    }
  })

  it('ends the session of a user without a role, and records why', async () => {
    const cookie = await signIn('bob')
    groups.bob = []
    proxy.clock.pass(3600)
    expect((await sessionAnswer(cookie)).status).toBe(401)
    expect(await proxy.store.audit.list({ limit: 1 })).toMatchObject([
      { user: 'bob', action: 'SignOut', params: expect.stringContaining('NoRole') },
    ])
  })

  it('starts before the time is over, without delaying the request', async () => {
    const cookie = await signIn('ada')
    const validatedBefore = (await stored(cookie))?.validatedAt
    proxy.clock.pass(31 * 60)
    expect((await sessionAnswer(cookie)).status).toBe(200)
    await expect
      .poll(async () => (await stored(cookie))?.validatedAt)
      .toBe((validatedBefore ?? 0) + 31 * 60_000)
  })

  it('ends the session if its refresh token cannot be decrypted', async () => {
    const cookie = await signIn('ada')
    const { refreshToken, idHash = '' } = (await stored(cookie)) ?? {}
    await proxy.store.sessions.revalidated(idHash, refreshToken?.replace(/^./, '+') ?? '', 0)
    proxy.clock.pass(3600)
    expect((await sessionAnswer(cookie)).status).toBe(401)
  })

  const revoke = async (cookie: string) => {
    const { refreshToken = '' } = (await stored(cookie)) ?? {}
    const token = await unseal(refreshToken ?? '', cookie.split('=')[1] ?? '')
    const answer = await fetch(new URL('/token/revocation', provider.issuer), {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
      body: new URLSearchParams({ token: token ?? '' }),
    })
    expect(answer.status).toBe(200)
  }

  it.each([
    ['has revoked the refresh token', revoke],
    ['has disabled the user', async () => provider.disable('bob')],
  ])('ends the session if the provider %s, and records why', async (_what, change) => {
    const cookie = await signIn('bob')
    await change(cookie)
    proxy.clock.pass(29 * 60)
    expect((await sessionAnswer(cookie)).status).toBe(200)
    proxy.clock.pass(31 * 60)
    expect((await sessionAnswer(cookie)).status).toBe(401)
    expect(await proxy.store.audit.list({ limit: 1 })).toMatchObject([
      { user: 'bob', action: 'SignOut', params: expect.stringContaining('revoked') },
    ])
  })

  it('refuses requests while the provider is unavailable, and keeps the refresh token for later', async () => {
    const cookie = await signIn('ada')
    provider.close()
    proxy.clock.pass(45 * 60)
    expect((await sessionAnswer(cookie)).status).toBe(200)
    proxy.clock.pass(15 * 60)
    expect(await sessionAnswer(cookie)).toMatchObject({ status: 502, error: 'SingleSignOnFailed' })
    expect(await sessionAnswer(cookie)).toMatchObject({ status: 502, error: 'SingleSignOnFailed' })
    expect((await stored(cookie))?.refreshToken).toMatch(/.{40,}/)
    groups.ada = ['operators']
    await provider.reopen()
    await signIn('root')
    proxy.clock.pass(60)
    expect((await sessionAnswer(cookie)).data).toMatchObject({ role: 'operator' })
  })

  it('does not hold up a sign-out, nor a sign-in with a password in the same browser', async () => {
    const [left, replaced] = [await signIn('ada'), await signIn('ada')]
    await proxy.signInAs('viewer', 'local')
    provider.close()
    proxy.clock.pass(3600)
    const signedOut = await proxy.write('DELETE', '/api/session', undefined, left)
    expect(signedOut.status).toBe(200)
    expect(await stored(left)).toBeUndefined()
    expect(await proxy.store.audit.list({ limit: 1 })).toMatchObject([
      { user: 'ada', action: 'SignOut' },
    ])
    const credentials = { user: 'local', password: 'local-password' }
    const signedIn = await proxy.write('POST', '/api/session', credentials, replaced)
    expect(signedIn.status).toBe(200)
    expect(await stored(replaced)).toBeUndefined()
  })
})
