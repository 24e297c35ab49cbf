import { describe, expect, it } from 'vitest'
import { fixedProviderConsole } from '../../test/proxy/fixedProviderConsole'
import { providedUser } from '../../test/proxy/identityProvider'

const on = fixedProviderConsole()
const { signIn, signInWith, viewOf, users, lastEntry } = on

describe('managing users after single sign-on', () => {
  const newUser = { user: 'new', password: 'a long password of a new user', role: 'viewer' }
  const outcome = async ({ Cookie }: { Cookie: string }) =>
    (await on.proxy.write('POST', '/api/users', newUser, Cookie)).body.error?.codeDesc ?? 'ok'

  it.each([
    ['does not say when the user authenticated', undefined],
    ['signed the user in silently, by a session of two minutes ago', -120_000],
    ['reports an authentication time far in the future', 3_600_000],
  ])('needs a fresh sign-in if the provider %s', async (_, offset) => {
    const ada = providedUser('ada', 'admin')
    const at = offset === undefined ? {} : { authenticatedAt: on.proxy.clock.now() + offset }
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
    await on.proxy.store.users.change('ada', { scope: { regions: ['sh'] }, isReadOnly: true })
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
    expect((await on.proxy.store.users.addSso({ ...added, identity })).name).toBe('ada (2)')
  })

  it.each(['sue', 'SUE', 'ｓｕｅ'])(
    'never is that of a user with a password, such as sue for %s',
    async (name) => {
      const local = await on.proxy.signInAs('viewer', 'sue')
      const otherCookie = await signIn(name, 'admin', 's1')
      expect(await viewOf(otherCookie)).toMatchObject({
        user: name,
        name: `${name} (2)`,
        role: 'admin',
      })
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

  it('ends the sessions of the user who lost the role, even after a rename', async () => {
    const session = await signIn('ada', 'admin', 's1')
    expect((await signIn('grace', undefined, 's1')).answer.status).toBe(403)
    const { status } = await on.proxy.send('/api/session', { headers: { Cookie: session.Cookie } })
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
    'keeps the name %j, by which the user can be changed and removed',
    async (name) => {
      const Cookie = await on.proxy.signInAs('admin', 'root')
      expect(await viewOf(await signIn(name, 'viewer', 's1'))).toMatchObject({ user: name })
      const path = `/api/users/${encodeURIComponent(name)}`
      expect((await on.proxy.write('PATCH', path, { readOnly: true }, Cookie)).status).toBe(200)
      expect((await on.proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
      expect(await users()).toEqual([['root', 'root']])
    },
  )
})

describe('a user that is addressed by name', () => {
  it('is found by the shown name, the unique name and the ID', async () => {
    const Cookie = await on.proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    await signIn('grace', 'viewer', 's1')
    const ada = await on.proxy.store.users.find('ada')
    for (const text of ['ada', 'grace', ada?.id ?? '']) {
      const answer = await on.proxy.write('PATCH', `/api/users/${text}`, { readOnly: true }, Cookie)
      expect(answer.body.data).toMatchObject({ user: 'grace', name: 'ada', id: ada?.id })
      expect(await lastEntry()).toMatchObject({ action: 'ChangeUser', target: 'ada' })
    }
  })

  it('is refused if several users have the name, unless addressed by ID', async () => {
    const Cookie = await on.proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    await signIn('grace', 'viewer', 's1')
    await signIn('ada', 'viewer', 's2')
    const both = [
      await on.proxy.store.users.find('ada'),
      await on.proxy.store.users.find('ada (2)'),
    ]
    for (const [method, path, body] of [
      ['PATCH', '/api/users/ada', { role: 'admin' }],
      ['DELETE', '/api/users/ada', undefined],
      ['POST', '/api/signOut/ada', {}],
    ] as const) {
      const { status, body: output } = await on.proxy.write(method, path, body, Cookie)
      expect([status, output.error?.codeDesc]).toEqual([409, 'AmbiguousUser'])
      for (const user of both) expect(output.error?.message).toContain(user?.id)
    }
    const path = `/api/users/${both[1]?.id}`
    expect((await on.proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
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
      const Cookie = await on.proxy.signInAs('admin', 'root')
      const body = { user, password: 'a long enough passphrase', role: 'viewer' }
      const answer = await on.proxy.write('POST', '/api/users', body, Cookie)
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([409, 'UserExists'])
    },
  )

  it.each(['.', '..', 'a\tb', ' a', 'a\u200bb', ''])('are refused: %j', async (user) => {
    const Cookie = await on.proxy.signInAs('admin', 'root')
    const body = { user, password: 'a long enough passphrase', role: 'viewer' }
    const answer = await on.proxy.write('POST', '/api/users', body, Cookie)
    expect(answer.body.error?.fields).toMatchObject([{ path: 'user', rule: 'userName' }])
  })

  it('differ from those of single sign-on users', async () => {
    const Cookie = await on.proxy.signInAs('admin', 'root')
    await signIn('ada', 'viewer', 's1')
    const body = { user: 'Ada', password: 'a long enough passphrase', role: 'viewer' }
    expect((await on.proxy.write('POST', '/api/users', body, Cookie)).status).toBe(409)
  })
})
