import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../test/proxy/identityProvider'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'
import type { Role } from '../ports'
import type { ProvidedUser } from './provider'

let proxy: TestProxy
/** The user of the provider's next answer. */
let provided: ProvidedUser

beforeEach(async () => {
  proxy = await testProxy({
    singleSignOn: {
      begin: async () => ({ url: 'https://id.example/', secret: 's' }),
      end: async () => provided,
      signOutUrl: async () => undefined,
    },
  })
})
afterEach(() => proxy.close())

/** Signs in as a user of the provider. */
async function signIn(name: string, role?: Role, subject?: string) {
  provided = providedUser(name, role, subject)
  const headers = { Cookie: 'gantry-sso=s' }
  const answer = await proxy.send('/api/sso/callback?code=1', { headers })
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  return { answer, Cookie: cookies.find((one) => one.startsWith('gantry=')) ?? '' }
}

const viewOf = async ({ Cookie }: { Cookie: string }) =>
  (await proxy.send('/api/session', { headers: { Cookie } })).body.data

const users = async () =>
  (await proxy.store.users.list()).map(({ name, displayName }) => [name, displayName])

const lastEntry = async () => (await proxy.store.audit.list({ limit: 1 }))[0]

describe('the identity of a single sign-on user', () => {
  it('is the subject: a renamed user stays the same user, with scope and sessions', async () => {
    const first = await signIn('ada', 'operator', 's1')
    await proxy.store.users.change('ada', { scope: { regions: ['sh'] }, isReadOnly: true })
    const renamed = await signIn('grace', 'operator', 's1')
    const expected = { user: 'grace', name: 'ada', scope: { regions: ['sh'] }, readOnly: true }
    expect(await viewOf(renamed)).toMatchObject(expected)
    expect(await viewOf(first)).toMatchObject(expected)
    expect(await users()).toEqual([['ada', 'grace']])
    expect(await lastEntry()).toMatchObject({ user: 'ada', outcome: 'ok' })
  })

  it('is not the name: a reused name is a new user', async () => {
    const first = await signIn('ada', 'admin', 's1')
    const second = await signIn('ada', 'viewer', 's2')
    expect(await viewOf(first)).toMatchObject({ user: 'ada', name: 'ada', role: 'admin' })
    expect(await viewOf(second)).toMatchObject({ user: 'ada', name: 'ada (2)', role: 'viewer' })
    expect(await lastEntry()).toMatchObject({ user: 'ada (2)', outcome: 'ok' })
    expect(await users()).toEqual([
      ['ada', 'ada'],
      ['ada (2)', 'ada'],
    ])
  })

  it('is not the subject alone: another provider has other users', async () => {
    await signIn('ada', 'admin', 's1')
    const identity = { issuer: 'https://other.example', subject: 's1' }
    const added = { displayName: 'ada', role: 'viewer', createdAt: 0, scope: {} } as const
    expect((await proxy.store.users.addSso({ ...added, identity })).name).toBe('ada (2)')
  })

  it.each(['sue', 'SUE', 'ｓｕｅ'])(
    'never is that of a user with a password, such as sue for %s',
    async (name) => {
      const local = await proxy.signInAs('viewer', 'sue')
      const other = await signIn(name, 'admin', 's1')
      expect(await viewOf(other)).toMatchObject({ user: name, name: `${name} (2)`, role: 'admin' })
      expect(await viewOf({ Cookie: local })).toMatchObject({ name: 'sue', role: 'viewer' })
      await signIn(name, undefined, 's1')
      expect(await viewOf({ Cookie: local })).toMatchObject({ name: 'sue' })
    },
  )

  it('protects the sessions of a namesake without a role', async () => {
    const victim = await signIn('ada', 'admin', 's1')
    const { answer } = await signIn('ada', undefined, 's2')
    expect(answer.status).toBe(403)
    expect(await viewOf(victim)).toMatchObject({ name: 'ada', role: 'admin' })
    expect(await lastEntry()).toMatchObject({ user: 'ada (2)', outcome: 'refused' })
    expect(await users()).toEqual([['ada', 'ada']])
  })

  it('ends the sessions of the user that lost the role, under whatever name', async () => {
    const session = await signIn('ada', 'admin', 's1')
    expect((await signIn('grace', undefined, 's1')).answer.status).toBe(403)
    const { status } = await proxy.send('/api/session', { headers: { Cookie: session.Cookie } })
    expect(status).toBe(401)
    expect(await lastEntry()).toMatchObject({
      user: 'ada',
      params: '{"singleSignOn":true,"issuer":"https://id.example","subject":"s1"}',
    })
  })

  it.each(['.', '..', 'a\nb', 'a\u0000b', 'a\u202eb', ' ', 'x'.repeat(257)])(
    'is refused with the name %j',
    async (name) => {
      const { answer } = await signIn(name, 'admin', 's1')
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([403, 'UserNameRefused'])
      expect(await lastEntry()).toMatchObject({ user: '', outcome: 'refused' })
      expect(await users()).toEqual([])
    },
  )

  it.each(['张三', 'ada+ops@example.com', 'Ada Lovelace', 'a/b', 'a%2Fb', '<b>', '"'])(
    'has the name %j as it is, and can be changed and removed by it',
    async (name) => {
      const Cookie = await proxy.signInAs('admin', 'root')
      expect(await viewOf(await signIn(name, 'viewer', 's1'))).toMatchObject({ user: name })
      const path = `/api/users/${encodeURIComponent(name)}`
      expect((await proxy.write('PATCH', path, { readOnly: true }, Cookie)).status).toBe(200)
      expect((await proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
      expect(await users()).toEqual([['root', 'root']])
    },
  )
})

describe('a user that is addressed by name', () => {
  it('is found by the shown name, the unique name and the ID', async () => {
    const Cookie = await proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    await signIn('grace', 'viewer', 's1')
    const ada = await proxy.store.users.find('ada')
    for (const text of ['ada', 'grace', ada?.id ?? '']) {
      const answer = await proxy.write('PATCH', `/api/users/${text}`, { readOnly: true }, Cookie)
      expect(answer.body.data).toMatchObject({ user: 'grace', name: 'ada', id: ada?.id })
      expect(await lastEntry()).toMatchObject({ action: 'ChangeUser', target: 'ada' })
    }
  })

  it('is refused if several users have the name, until the ID tells them apart', async () => {
    const Cookie = await proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    await signIn('grace', 'viewer', 's1')
    await signIn('ada', 'viewer', 's2')
    const both = [await proxy.store.users.find('ada'), await proxy.store.users.find('ada (2)')]
    for (const [method, path, body] of [
      ['PATCH', '/api/users/ada', { role: 'admin' }],
      ['DELETE', '/api/users/ada', undefined],
      ['POST', '/api/signOut/ada', {}],
    ] as const) {
      const { status, body: said } = await proxy.write(method, path, body, Cookie)
      expect([status, said.error?.codeDesc]).toEqual([409, 'AmbiguousUser'])
      for (const one of both) expect(said.error?.message).toContain(one?.id)
    }
    const path = `/api/users/${both[1]?.id}`
    expect((await proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
    expect(await users()).toEqual([
      ['ada', 'grace'],
      ['root', 'root'],
    ])
  })
})

describe('names of users with a password', () => {
  it.each(['root', 'Root', 'ＲＯＯＴ'])(
    'are unique after case folding and NFKC: %s',
    async (user) => {
      const Cookie = await proxy.signInAs('admin', 'root')
      const body = { user, password: 'a long enough passphrase', role: 'viewer' }
      const answer = await proxy.write('POST', '/api/users', body, Cookie)
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([409, 'UserExists'])
    },
  )

  it.each(['.', '..', 'a\tb', ' a', 'a\u200bb', ''])('are refused: %j', async (user) => {
    const Cookie = await proxy.signInAs('admin', 'root')
    const body = { user, password: 'a long enough passphrase', role: 'viewer' }
    const answer = await proxy.write('POST', '/api/users', body, Cookie)
    expect(answer.body.error?.fields).toMatchObject([{ path: 'user', rule: 'userName' }])
  })

  it('differ from those of single sign-on users', async () => {
    const Cookie = await proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    const body = { user: 'Ada', password: 'a long enough passphrase', role: 'viewer' }
    expect((await proxy.write('POST', '/api/users', body, Cookie)).status).toBe(409)
  })
})
