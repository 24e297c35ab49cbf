import { describe, expect, it } from 'vitest'
import { fixedProviderConsole } from '../../test/proxy/fixedProviderConsole'
import { accountAt } from '../../test/proxy/proxy'

const on = fixedProviderConsole()
const { restart, signIn, viewOf, users, lastEntry } = on

describe('the scope of a new single sign-on user', () => {
  /**
   * The proxy refuses a call outside the scope before sending it, so no endpoint needs to listen.
   */
  const accounts = [accountAt('http://127.0.0.1:9')]

  it('allows nothing until an administrator grants a scope', async () => {
    await restart({ accounts })
    const root = await on.proxy.signInAs('admin', 'root')
    const { Cookie } = await signIn('ada', 'admin')
    expect(await viewOf({ Cookie })).toMatchObject({ scope: { accounts: [] }, accounts: [] })
    const call = await on.proxy.call(Cookie, 'DescribeCluster', {})
    expect([call.status, call.body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    for (const path of ['/api/users', '/api/audit', '/api/switches', '/api/audit.csv']) {
      const { status, body } = await on.proxy.send(path, { headers: { Cookie } })
      expect([path, status, body.error?.codeDesc]).toEqual([path, 403, 'OutOfScope'])
    }
    const ownChange = await on.proxy.write('PATCH', '/api/users/ada', { scope: {} }, Cookie)
    expect(ownChange.status).toBe(403)
    await on.proxy.write('PATCH', '/api/users/ada', { scope: { regions: ['sh'] } }, root)
    expect(await viewOf({ Cookie })).toMatchObject({ accounts: [{ regions: ['sh'] }] })
  })

  it('is the configured one, and later sign-ins do not change it', async () => {
    await restart({ accounts, newUserScope: { regions: ['sh'] } })
    expect(await viewOf(await signIn('ada', 'viewer', 's1'))).toMatchObject({
      scope: { regions: ['sh'] },
    })
    await on.proxy.store.users.change('ada', { scope: { regions: ['gz'] } })
    expect(await viewOf(await signIn('ada', 'viewer', 's1'))).toMatchObject({
      scope: { regions: ['gz'] },
    })
  })
})

describe('linking single sign-on users without a stored identity', () => {
  const scope = { regions: ['sh'] }

  /**
   * Adds a single sign-on user without an identity, another single sign-on user with the same name,
   * and an administrator.
   */
  async function prepare() {
    const root = await on.proxy.signInAs('admin', 'root')
    const olderUser = { name: 'ada', passwordHash: '', createdAt: 0, source: 'sso', scope } as const
    await on.proxy.store.users.add({ ...olderUser, role: 'viewer' })
    await signIn('ada', 'operator', 's1')
    return root
  }

  const link = (name: string, user: unknown, Cookie: string) =>
    on.proxy.write('POST', `/api/linkUser/${encodeURIComponent(name)}`, { user }, Cookie)

  const idOf = async (name: string) => (await on.proxy.store.users.find(name))?.id ?? ''

  it('is necessary, because a sign-in with the same name adds a new user', async () => {
    await prepare()
    expect(await users()).toEqual([
      ['ada', 'ada'],
      ['ada (2)', 'ada'],
      ['root', 'root'],
    ])
  })

  it('moves identity and role to the older user, and removes the newer user', async () => {
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
    const { status } = await on.proxy.send('/api/session', { headers: { Cookie: session.Cookie } })
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

  it('is refused for an ambiguous name, a second time, for users with a password, and in the other direction', async () => {
    const root = await prepare()
    const [olderId, ada] = [await idOf('ada'), await idOf('ada (2)')]
    const refusals = [
      [await link('ada', ada, root), 409, 'AmbiguousUser'],
      [await link(olderId, 'nobody', root), 404, 'UnknownUser'],
      [await link(olderId, '', root), 400, 'InvalidParameter'],
      [await link('root', ada, root), 409, 'NotLinkable'],
      [await link(olderId, 'root', root), 409, 'NotLinkable'],
      [await link(ada, olderId, root), 409, 'NotLinkable'],
      [await link(ada, ada, root), 409, 'NotLinkable'],
    ] as const
    for (const [answer, status, codeDesc] of refusals) {
      expect([answer.status, answer.body.error?.codeDesc]).toEqual([status, codeDesc])
    }
    expect((await link(olderId, ada, root)).status).toBe(200)
    await signIn('bob', 'operator', 's2')
    expect((await link(olderId, 'bob', root)).body.error?.codeDesc).toBe('NotLinkable')
  })

  it('is refused outside the scope of the administrator, and to other roles', async () => {
    await prepare()
    const [olderId, ada] = [await idOf('ada'), await idOf('ada (2)')]
    await on.proxy.signInAs('admin', 'limited')
    await on.proxy.store.users.change('limited', { scope: { regions: ['gz'] } })
    const limited = await link(olderId, ada, await on.proxy.signIn('limited'))
    expect([limited.status, limited.body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    expect((await link(olderId, ada, await on.proxy.signInAs('operator', 'op'))).status).toBe(403)
    expect(await lastEntry()).toMatchObject({ user: 'op', action: 'LinkUser', outcome: 'refused' })
  })

  it('never removes the last administrator', async () => {
    await restart({ newUserScope: {} })
    const root = await prepare()
    const { Cookie } = await signIn('ada', 'admin', 's1')
    const path = `/api/users/${await idOf('root')}`
    expect((await on.proxy.write('DELETE', path, undefined, Cookie)).status).toBe(200)
    expect(root).not.toBe('')
    const refused = await link(await idOf('ada'), await idOf('ada (2)'), Cookie)
    expect(refused.body.error?.codeDesc).toBe('LastAdmin')
  })
})
