import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../test/proxy/identityProvider'
import { accountAt, sessionCookieOf, type TestProxy, testProxy } from '../../test/proxy/proxy'
import type { Account, Role, Scope } from '../ports'
import type { ProvidedUser } from './sso/provider'

let proxy: TestProxy
/** The user in the provider's next response. */
let provided: ProvidedUser

const singleSignOn = {
  begin: async () => ({ url: 'https://id.example/', secret: 's' }),
  end: async () => provided,
  signOutUrl: async () => undefined,
}

/** Starts another console, with another default scope. */
async function restart({
  newUserScope,
  accounts = [],
}: {
  newUserScope?: Scope
  accounts?: readonly Account[]
}) {
  await proxy.close()
  const provider = { ...singleSignOn, ...(newUserScope && { newUserScope }) }
  proxy = await testProxy({ accounts, singleSignOn: provider })
}

beforeEach(async () => {
  proxy = await testProxy({ singleSignOn: { ...singleSignOn, newUserScope: {} } })
})
afterEach(() => proxy.close())

/** Signs in as a user of the provider, who has authenticated there a moment ago. */
async function signIn(name: string, role?: Role, subject?: string) {
  return signInWith({ ...providedUser(name, role, subject), authenticatedAt: proxy.clock.now() })
}

async function signInWith(answered: ProvidedUser) {
  provided = answered
  const headers = { Cookie: 'gantry-sso=s' }
  const answer = await proxy.send('/api/sso/callback?code=1', { headers })
  return { answer, Cookie: sessionCookieOf(answer.headers) ?? '' }
}

const viewOf = async ({ Cookie }: { Cookie: string }) =>
  (await proxy.send('/api/session', { headers: { Cookie } })).body.data

const users = async () =>
  (await proxy.store.users.list()).map(({ name, displayName }) => [name, displayName])

const lastEntry = async () => (await proxy.store.audit.list({ limit: 1 }))[0]

describe('managing users after single sign-on', () => {
  const newUser = { user: 'new', password: 'a long password of a new user', role: 'viewer' }
  const outcome = async ({ Cookie }: { Cookie: string }) =>
    (await proxy.write('POST', '/api/users', newUser, Cookie)).body.error?.codeDesc ?? 'ok'

  it.each([
    ['does not say when the user authenticated', undefined],
    ['signed the user in silently, by a session of two minutes ago', -120_000],
    ['claims a time far ahead', 3_600_000],
  ])('needs a fresh sign-in if the provider %s', async (_, offset) => {
    const ada = providedUser('ada', 'admin')
    const at = offset === undefined ? {} : { authenticatedAt: proxy.clock.now() + offset }
    expect(await outcome(await signInWith({ ...ada, ...at }))).toBe('ReauthenticationRequired')
  })

  it('is allowed for ten minutes after an authentication', async () => {
    const session = await signIn('ada', 'admin')
    expect(await outcome(session)).toBe('ok')
  })
})

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

  it('ends the sessions of the user that lost the role, also after a rename', async () => {
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
    'keeps the name %j, by which it can be changed and removed',
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

  it('is refused if several users have the name, unless addressed by ID', async () => {
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
      const { status, body: output } = await proxy.write(method, path, body, Cookie)
      expect([status, output.error?.codeDesc]).toEqual([409, 'AmbiguousUser'])
      for (const one of both) expect(output.error?.message).toContain(one?.id)
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

describe('the scope of a new single sign-on user', () => {
  /** No simulated cloud: a call outside the scope is refused before it is sent. */
  const accounts = [accountAt('http://127.0.0.1:9')]

  it('reaches nothing until an administrator grants one', async () => {
    await restart({ accounts })
    const root = await proxy.signInAs('admin', 'root')
    const { Cookie } = await signIn('ada', 'admin')
    expect(await viewOf({ Cookie })).toMatchObject({ scope: { accounts: [] }, accounts: [] })
    const call = await proxy.call(Cookie, 'DescribeCluster', {})
    expect([call.status, call.body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    for (const path of ['/api/users', '/api/audit', '/api/switches', '/api/audit.csv']) {
      const { status, body } = await proxy.send(path, { headers: { Cookie } })
      expect([path, status, body.error?.codeDesc]).toEqual([path, 403, 'OutOfScope'])
    }
    const own = await proxy.write('PATCH', '/api/users/ada', { scope: {} }, Cookie)
    expect(own.status).toBe(403)
    await proxy.write('PATCH', '/api/users/ada', { scope: { regions: ['sh'] } }, root)
    expect(await viewOf({ Cookie })).toMatchObject({ accounts: [{ regions: ['sh'] }] })
  })

  it('is the configured one, which later sign-ins do not change', async () => {
    await restart({ accounts, newUserScope: { regions: ['sh'] } })
    expect(await viewOf(await signIn('ada', 'viewer', 's1'))).toMatchObject({
      scope: { regions: ['sh'] },
    })
    await proxy.store.users.change('ada', { scope: { regions: ['gz'] } })
    expect(await viewOf(await signIn('ada', 'viewer', 's1'))).toMatchObject({
      scope: { regions: ['gz'] },
    })
  })
})

describe('linking a single sign-on user from before identities', () => {
  const scope = { regions: ['sh'] }

  /** A user with a name only, a new one with the same name, and an administrator. */
  async function prepare() {
    const root = await proxy.signInAs('admin', 'root')
    const old = { name: 'ada', passwordHash: '', createdAt: 0, source: 'sso', scope } as const
    await proxy.store.users.add({ ...old, role: 'viewer' })
    await signIn('ada', 'operator', 's1')
    return root
  }

  const link = (name: string, user: unknown, Cookie: string) =>
    proxy.write('POST', `/api/linkUser/${encodeURIComponent(name)}`, { user }, Cookie)

  const idOf = async (name: string) => (await proxy.store.users.find(name))?.id ?? ''

  it('is needed: a sign-in with the name is a new user', async () => {
    await prepare()
    expect(await users()).toEqual([
      ['ada', 'ada'],
      ['ada (2)', 'ada'],
      ['root', 'root'],
    ])
  })

  it('moves identity and role to the older user, and removes the newer one', async () => {
    const root = await prepare()
    const session = await signIn('ada', 'operator', 's1')
    const answer = await link(await idOf('ada'), 'ada (2)', root)
    const identity = { issuer: 'https://id.example', subject: 's1' }
    expect(answer.body.data).toMatchObject({ name: 'ada', role: 'operator', scope, identity })
    expect(await lastEntry()).toMatchObject({
      user: 'root',
      action: 'LinkUser',
      target: 'ada',
      outcome: 'ok',
      params: JSON.stringify({ from: 'ada (2)', ...identity }),
    })
    const { status } = await proxy.send('/api/session', { headers: { Cookie: session.Cookie } })
    expect(status).toBe(401)
    expect(await viewOf(await signIn('ada', 'operator', 's1'))).toMatchObject({
      name: 'ada',
      scope,
    })
    expect(await users()).toEqual([
      ['ada', 'ada'],
      ['root', 'root'],
    ])
  })

  it('is refused with an ambiguous name, twice, for users with a password, and backwards', async () => {
    const root = await prepare()
    const [old, ada] = [await idOf('ada'), await idOf('ada (2)')]
    const refusals = [
      [await link('ada', ada, root), 409, 'AmbiguousUser'],
      [await link(old, 'nobody', root), 404, 'UnknownUser'],
      [await link(old, '', root), 400, 'InvalidParameter'],
      [await link('root', ada, root), 409, 'NotLinkable'],
      [await link(old, 'root', root), 409, 'NotLinkable'],
      [await link(ada, old, root), 409, 'NotLinkable'],
      [await link(ada, ada, root), 409, 'NotLinkable'],
    ] as const
    for (const [answer, status, codeDesc] of refusals) {
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([status, codeDesc])
    }
    expect((await link(old, ada, root)).status).toBe(200)
    await signIn('bob', 'operator', 's2')
    expect((await link(old, 'bob', root)).body.error?.codeDesc).toBe('NotLinkable')
  })

  it('is refused beyond the scope of the administrator, and to other roles', async () => {
    await prepare()
    const [old, ada] = [await idOf('ada'), await idOf('ada (2)')]
    await proxy.signInAs('admin', 'limited')
    await proxy.store.users.change('limited', { scope: { regions: ['gz'] } })
    const limited = await link(old, ada, await proxy.signIn('limited'))
    expect([limited.status, limited.body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    expect((await link(old, ada, await proxy.signInAs('operator', 'op'))).status).toBe(403)
    expect(await lastEntry()).toMatchObject({ user: 'op', action: 'LinkUser', outcome: 'refused' })
  })

  it('never removes the last administrator', async () => {
    await restart({ newUserScope: {} })
    const root = await prepare()
    const { Cookie } = await signIn('ada', 'admin', 's1')
    const path = `/api/users/${await idOf('root')}`
    expect((await proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
    expect(root).not.toBe('')
    const refused = await link(await idOf('ada'), await idOf('ada (2)'), Cookie)
    expect(refused.body.error?.codeDesc).toBe('LastAdmin')
  })
})
