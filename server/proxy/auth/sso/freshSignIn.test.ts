import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../../test/proxy/identityProvider'
import { sessionCookieOf, type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { seal, unseal } from '../../secrets/sealed'
import type { ProvidedUser } from './provider'

let proxy: TestProxy
/** The user in the provider's next response. */
let provided: ProvidedUser
/** The session of the first tab. */
let ada: string

const singleSignOn = {
  newUserScope: {},
  begin: async () => ({ url: 'https://id.example/?state=0123456789abcdef', secret: 's' }),
  end: async () => provided,
  signOutUrl: async () => undefined,
}

const authenticated = (name: string) => ({
  ...providedUser(name, 'admin'),
  authenticatedAt: proxy.clock.now(),
})

/** Signs a user in, as in another tab of the browser, without the session's second secret. */
async function signIn(
  name: string,
  { isFresh = false, ...overrides }: { isFresh?: boolean; authenticatedAt?: number } = {},
) {
  provided = { ...authenticated(name), ...overrides }
  const started = await proxy.send(`/api/sso${isFresh ? '?fresh=1' : ''}`)
  const Cookie = started.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const path = '/api/sso/callback?code=1&state=0123456789abcdef'
  const answer = await proxy.send(path, { headers: { Cookie } })
  const code = /^\/signed-in#confirm=(.+)$/.exec(answer.headers.get('Location') ?? '')?.[1]
  return { answer, code, Cookie: sessionCookieOf(answer.headers) ?? '' }
}

const confirm = (code: unknown, Cookie = ada) =>
  proxy.write('POST', '/api/session/verify', { code }, Cookie)

const newUser = { user: 'new', password: 'a long password of a new user', role: 'viewer' }
const manage = async () =>
  (await proxy.write('POST', '/api/users', newUser, ada)).body.error?.codeDesc ?? 'ok'

beforeEach(async () => {
  proxy = await testProxy({ singleSignOn })
  ada = (await signIn('ada')).Cookie
  proxy.clock.pass(11 * 60)
})
afterEach(() => proxy.close())

describe('a fresh single sign-on', () => {
  it('sets no session cookie and confirms the requesting session', async () => {
    expect(await manage()).toBe('ReauthenticationRequired')
    const { answer, code } = await signIn('ada', { isFresh: true })
    expect(sessionCookieOf(answer.headers)).toBeUndefined()
    expect((await confirm(code)).status).toBe(200)
    expect(await manage()).toBe('ok')
  })

  it('leaves one session of the user', async () => {
    await confirm((await signIn('ada', { isFresh: true })).code)
    const { body } = await proxy.send('/api/sessions', { headers: { Cookie: ada } })
    expect(body.data).toHaveLength(1)
  })

  it('of another user leaves the session unchanged, and reports who signed in', async () => {
    const { code } = await signIn('bob', { isFresh: true })
    const { status, body } = await confirm(code)
    expect([status, body.error?.codeDesc]).toEqual([409, 'OtherUserConfirmed'])
    expect(body.error?.message).toMatch(/^bob signed in .* session is of ada\./)
    expect(await manage()).toBe('ReauthenticationRequired')
    const { data } = (await proxy.send('/api/session', { headers: { Cookie: ada } })).body
    expect(data).toMatchObject({ user: 'ada' })
    const entries = await proxy.store.audit.list({ limit: 10 })
    expect(entries).toContainEqual(
      expect.objectContaining({ user: 'ada', action: 'VerifySession', outcome: 'refused' }),
    )
  })

  it('needs a correct, unused code that is at most a minute old', async () => {
    const { code } = await signIn('ada', { isFresh: true })
    expect((await confirm('0'.repeat(64))).body.error?.codeDesc).toBe('WrongCode')
    expect((await confirm(code)).status).toBe(200)
    expect((await confirm(code)).body.error?.codeDesc).toBe('WrongCode')
    const later = await signIn('ada', { isFresh: true })
    proxy.clock.pass(61)
    expect((await confirm(later.code)).body.error?.codeDesc).toBe('WrongCode')
  })

  it('needs the session, including its second secret', async () => {
    const { code } = await signIn('ada', { isFresh: true })
    expect((await confirm(code, '')).status).toBe(401)
    const headers = { Cookie: ada, 'X-Gantry-Session': 'wrong' }
    expect((await proxy.send('/api/session', { headers })).status).toBe(401)
    expect((await confirm(code)).status).toBe(200)
  })

  it('is refused if the provider did not authenticate the user again', async () => {
    const { code } = await signIn('ada', {
      isFresh: true,
      authenticatedAt: proxy.clock.now() - 120_000,
    })
    const { status, body } = await confirm(code)
    expect([status, body.error?.codeDesc]).toEqual([403, 'NotAuthenticatedAnew'])
    expect(await manage()).toBe('ReauthenticationRequired')
  })

  it('is recorded as a confirmation', async () => {
    await confirm((await signIn('ada', { isFresh: true })).code)
    const [lastEntry] = await proxy.store.audit.list({ limit: 1 })
    expect(lastEntry).toMatchObject({ user: 'ada', action: 'VerifySession', outcome: 'ok' })
  })
})

it('encrypts a text that only the same secret decrypts', async () => {
  const sealed = await seal('a refresh token', 'secret')
  expect(atob(sealed)).not.toContain('refresh')
  expect(await unseal(sealed, 'secret')).toBe('a refresh token')
  expect(await unseal(sealed, 'other')).toBeUndefined()
  expect(await unseal(`A${sealed.slice(1)}`, 'secret')).not.toBe('a refresh token')
  expect(await unseal('?', 'secret')).toBeUndefined()
})
