import { describe, expect, it } from 'vitest'
import { testProxy } from '../../test/proxy/proxy'
import { signOnConsole } from '../../test/proxy/signOnConsole'

const on = signOnConsole()
const { groups, issuerOf, createSignOn, signIn, sessionOf } = on

describe('users of single sign-on', () => {
  it("grants the role of the user's current groups at each sign-in", async () => {
    const { Cookie, view } = await sessionOf(await signIn('ada'))
    expect(view).toMatchObject({ user: 'ada', role: 'admin', source: 'sso' })
    expect((await on.proxy.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      user: 'ada',
      role: 'admin',
      address: '192.0.2.1',
      action: 'SignIn',
      params: JSON.stringify({ singleSignOn: true, issuer: issuerOf(on.provider), subject: 'ada' }),
      outcome: 'ok',
    })
    expect((await sessionOf(await signIn('bob'))).view).toMatchObject({ role: 'operator' })
    groups.bob = ['cloud-admins']
    expect((await sessionOf(await signIn('bob'))).view).toMatchObject({ role: 'admin' })
    const users = await on.proxy.send('/api/users', { headers: { Cookie } })
    expect(users.body.data).toContainEqual(expect.objectContaining({ user: 'bob', source: 'sso' }))
  })

  it('refuses users without a role', async () => {
    const eve = await signIn('eve')
    expect(eve.status).toBe(403)
    expect(eve.body.error?.message).toMatch(/eve has no role/)
    expect(eve.body.error?.codeDesc).toBe('NoRole')
    const [lastEntry] = await on.proxy.store.audit.list({ limit: 1 })
    expect(lastEntry).toMatchObject({ action: 'SignIn', user: 'eve', outcome: 'refused' })
    expect(await on.proxy.store.users.find('eve')).toBeUndefined()
  })

  it('grants the highest role of all groups, and accepts a string as a single group and * as every user', async () => {
    const roles = { admin: ['cloud-admins'], operator: ['cloud-operators'], viewer: ['*'] }
    const openToAll = await testProxy({ singleSignOn: createSignOn({ roles }) })
    const roleOf = async (user: string) =>
      (await sessionOf(await signIn(user, undefined, openToAll), openToAll)).view
    expect(await roleOf('ada')).toMatchObject({ role: 'admin' })
    expect(await roleOf('zoe')).toMatchObject({ role: 'operator' })
    expect(await roleOf('yan')).toMatchObject({ role: 'viewer' })
    expect(await roleOf('eve')).toMatchObject({ role: 'viewer' })
    await openToAll.close()
  })

  it('shows names as the provider sends them', async () => {
    const name = 'Ada+Ops@example.com 张三'
    expect((await sessionOf(await signIn(name))).view).toMatchObject({ user: name, name })
  })

  it('refuses a user name that cannot be shown', async () => {
    const { status, body } = await signIn('..')
    expect([status, body.error?.codeDesc]).toEqual([403, 'UserNameRefused'])
    const [lastEntry] = await on.proxy.store.audit.list({ limit: 1 })
    expect(lastEntry).toMatchObject({ action: 'SignIn', user: '', outcome: 'refused' })
  })

  it('revokes the administrator role by groups, unless no other administrator remains', async () => {
    const newProxy = await testProxy({ singleSignOn: createSignOn() })
    groups.carl = ['cloud-admins']
    expect((await signIn('carl', undefined, newProxy)).status).toBe(303)
    groups.carl = ['cloud-operators']
    const { status, body, headers } = await signIn('carl', undefined, newProxy)
    expect(status).toBe(403)
    expect(body.error?.message).toMatch(
      /carl is the last administrator, .*Give another user the role admin/,
    )
    expect(headers.getSetCookie()).toEqual([])
    expect((await signIn('ada', undefined, newProxy)).status).toBe(303)
    const { view } = await sessionOf(await signIn('carl', undefined, newProxy), newProxy)
    expect(view).toMatchObject({ role: 'operator' })
    await newProxy.close()
  })

  it('creates users who cannot sign in with a password', async () => {
    const { Cookie } = await sessionOf(await signIn('ada'))
    const password = 'a new password'
    for (const given of [
      await on.proxy.write(
        'PATCH',
        '/api/users/ada',
        { password },
        await on.proxy.signInAs('admin'),
      ),
      await on.proxy.write('POST', '/api/password', { old: 'x', password }, Cookie),
    ]) {
      expect(given.body.error).toMatchObject({ code: 409, codeDesc: 'NoPassword' })
    }
    for (const password of ['', 'x', 'hash of ', 'a new password']) {
      const answer = await on.proxy.write('POST', '/api/session', { user: 'ada', password })
      expect([400, 401]).toContain(answer.status)
    }
  })

  it('refuses to set a password for its users', async () => {
    await signIn('ada')
    const password = 'a good password'
    const admin = await on.proxy.signInAs('admin')
    const set = await on.proxy.write('PATCH', '/api/users/ada', { password }, admin)
    expect([set.status, set.body.error?.codeDesc]).toEqual([409, 'NoPassword'])
    await on.proxy.store.users.change('ada', {
      passwordHash: await on.proxy.passwords.hash(password),
    })
    const answer = await on.proxy.write('POST', '/api/session', { user: 'ada', password })
    expect(answer.status).toBe(401)
  })

  it('ends the sessions of a user who no longer has a role', async () => {
    groups.cy = ['cloud-operators']
    const { Cookie, view } = await sessionOf(await signIn('cy'))
    expect(view).toMatchObject({ role: 'operator' })
    groups.cy = []
    expect((await signIn('cy')).status).toBe(403)
    expect((await on.proxy.send('/api/session', { headers: { Cookie } })).status).toBe(401)
  })

  it('does not end sessions of a local user with the same name', async () => {
    const Cookie = await on.proxy.signInAs('viewer', 'guest')
    expect((await signIn('guest')).status).toBe(403)
    expect((await on.proxy.send('/api/session', { headers: { Cookie } })).status).toBe(200)
  })
})
