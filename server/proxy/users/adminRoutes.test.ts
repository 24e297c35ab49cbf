import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../test/proxy/identityProvider'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import type { Passwords, Scope } from '../ports'

let proxy: TestProxy
let admin: string

beforeEach(async () => {
  proxy = await testProxy({ accounts: [accountAt('')] })
  admin = await proxy.signInAs('admin')
})
afterEach(() => proxy.close())

const eve = { user: 'eve', password: 'long-enough', role: 'viewer' }
const addUser = (body: object, cookie = admin) => proxy.write('POST', '/api/users', body, cookie)
const changeUser = (name: string, body: object, cookie = admin) =>
  proxy.write('PATCH', `/api/users/${name}`, body, cookie)
const remove = (name: string, cookie = admin) =>
  proxy.write('DELETE', `/api/users/${name}`, undefined, cookie)
const read = (path: string, cookie = admin) => proxy.send(path, { headers: { Cookie: cookie } })

describe('users', () => {
  it('can be added, listed, changed and removed by an administrator', async () => {
    expect((await addUser(eve)).body.data).toMatchObject({ user: 'eve', role: 'viewer' })
    const session = await proxy.signIn('eve', 'long-enough')
    expect((await changeUser('eve', { role: 'operator' })).body.data).toMatchObject({
      role: 'operator',
    })
    expect((await read('/api/session', session)).body.data).toMatchObject({ role: 'operator' })
    expect((await changeUser('eve', { password: 'another-one' })).status).toBe(200)
    expect((await read('/api/session', session)).status).toBe(401)
    await proxy.signIn('eve', 'another-one')
    const { body, text } = await read('/api/users')
    expect(body.data).toMatchObject([{ user: 'admin' }, { user: 'eve', role: 'operator' }])
    expect(text).not.toContain('hash')
    expect((await remove('eve')).status).toBe(200)
    expect((await remove('eve')).status).toBe(404)
  })

  it('are audited without passwords', async () => {
    await addUser(eve)
    await changeUser('eve', { password: 'another-one', role: 'operator' })
    await remove('eve')
    const rows = await proxy.rows()
    expect(rows.map((row) => [row.action, row.target, row.outcome, row.params])).toEqual([
      ['RemoveUser', 'eve', 'ok', '{}'],
      ['ChangeUser', 'eve', 'ok', '{"role":"operator","password":true}'],
      ['AddUser', 'eve', 'ok', '{"role":"viewer"}'],
    ])
    expect(rows[0]).toMatchObject({ code: 0, codeDesc: 'Success', message: '', role: 'admin' })
    expect(JSON.stringify(rows)).not.toMatch(/long-enough|another-one/)
  })

  it.each([
    [{ ...eve, user: 'space at its end ' }, 'user'],
    [{ ...eve, user: 'x'.repeat(65) }, 'user'],
    [{ ...eve, password: 'short' }, 'password'],
    [{ ...eve, role: 'root' }, 'role'],
    [{ ...eve, admin: true }, 'admin'],
  ])('are refused with the fields %j', async (body, path) => {
    const answer = await addUser(body)
    expect(answer.status).toBe(400)
    expect(answer.body.error?.fields).toMatchObject([{ path }])
  })

  it('have unique names', async () => {
    await addUser(eve)
    expect((await addUser(eve)).body.error).toMatchObject({
      code: 409,
      codeDesc: 'UserExists',
      fields: [{ path: 'user', rule: 'userExists' }],
    })
  })

  it('always include an administrator', async () => {
    const expectedError = { code: 409, codeDesc: 'LastAdmin' }
    expect((await remove('admin')).body.error).toMatchObject(expectedError)
    const field = (path: string) => ({ ...expectedError, fields: [{ path, rule: 'lastAdmin' }] })
    expect((await changeUser('admin', { role: 'viewer' })).body.error).toMatchObject(field('role'))
    const looks = { role: 'admin', readOnly: true }
    expect((await changeUser('admin', looks)).body.error).toMatchObject(field('readOnly'))
    const part = { scope: { clusters: ['cls-1'] } }
    expect((await changeUser('admin', part)).body.error).toMatchObject(field('scope'))
    expect((await changeUser('nobody', { role: 'viewer' })).status).toBe(404)
  })

  it('get at most the scope of the administrator', async () => {
    const scope = { accounts: ['prod'], clusters: ['cls-1', 'cls-2'] }
    const narrow = await proxy.limited(scope, 'narrow')
    await changeUser('narrow', { role: 'admin' })
    const within = { scope: { ...scope, clusters: ['cls-2'], namespaces: ['live'] } }
    const outsideScope = [{}, { clusters: ['cls-1'] }, { ...scope, clusters: ['cls-3'] }]
    const field = { codeDesc: 'OutOfScope', fields: [{ path: 'scope', rule: 'beyondOwn' }] }
    expect((await addUser(eve, narrow)).body.error).toMatchObject(field)
    for (const item of outsideScope) {
      expect((await addUser({ ...eve, scope: item }, narrow)).body.error).toMatchObject(field)
      expect((await changeUser('narrow', { scope: item }, narrow)).body.error).toMatchObject(field)
    }
    expect((await addUser({ ...eve, ...within }, narrow)).status).toBe(200)
    expect((await changeUser('eve', { role: 'operator', scope }, narrow)).status).toBe(200)

    const changesBeyondScope = [
      await changeUser('admin', { password: 'mine-from-now' }, narrow),
      await changeUser('admin', { role: 'viewer', scope }, narrow),
      await proxy.write('POST', '/api/signOut/admin', {}, narrow),
      await remove('admin', narrow),
      await proxy.write('PATCH', '/api/switches', { readOnly: true }, narrow),
      await proxy.write('PATCH', '/api/switches', { accounts: { prod: true } }, narrow),
    ]
    for (const { status, body } of changesBeyondScope) {
      expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    }
    expect((await proxy.rows())[0]).toMatchObject({ user: 'narrow', outcome: 'refused' })
    expect((await read('/api/users')).body.data).toMatchObject([
      { user: 'admin', role: 'admin', scope: {} },
      { user: 'eve', scope },
      { user: 'narrow', scope },
    ])
    expect((await remove('eve', narrow)).status).toBe(200)
  })

  it.each<[own: Scope, within: Scope, beyond: Scope]>([
    [{ regions: ['gz'] }, { regions: ['ap-guangzhou'] }, { regions: ['gz', 'sh'] }],
    // Neither region is configured.
    [{ regions: ['szx'] }, { regions: ['szx'] }, { regions: ['fra'] }],
    [{ clusters: ['cls-1'] }, { clusters: ['cls-1'] }, { clusters: ['cls-1', 'cls-2'] }],
    [{ namespaces: ['live'] }, { namespaces: ['live'] }, { namespaces: ['live', 'test'] }],
  ])(
    'managed by an administrator with the scope %j can get the scope %j, but not %j',
    async (own, within, outsideScope) => {
      const narrow = await proxy.limited(own, 'narrow')
      await changeUser('narrow', { role: 'admin' })
      expect((await addUser({ ...eve, scope: outsideScope }, narrow)).body.error?.codeDesc).toBe(
        'OutOfScope',
      )
      expect((await addUser({ ...eve, scope: within }, narrow)).status).toBe(200)
    },
  )

  it('get no password from an administrator whose scope shrank meanwhile', async () => {
    const narrow = await proxy.limited({ accounts: ['prod'] }, 'narrow')
    await changeUser('narrow', { role: 'admin' })
    await proxy.limited({ accounts: ['prod'] }, 'ann')
    const slow: Passwords = {
      ...proxy.passwords,
      async hash(password) {
        await changeUser('ann', { scope: {} })
        return proxy.passwords.hash(password)
      },
    }
    const { store, clock } = proxy
    const otherProxy = await testProxy({ store, clock, passwords: slow })
    const body = { password: 'mine-from-now' }
    const { status } = await otherProxy.write('PATCH', '/api/users/ann', body, narrow)
    expect(status).toBe(403)
    await proxy.signIn('ann')
    await otherProxy.close()
  })

  it('of single sign-on are removed only by administrators whose scope covers the default', async () => {
    await proxy.close()
    const singleSignOn = {
      newUserScope: {},
      begin: async () => ({ url: '', secret: '' }),
      end: async () => providedUser('sue'),
      signOutUrl: async () => undefined,
    }
    proxy = await testProxy({ accounts: [accountAt('')], singleSignOn })
    admin = await proxy.signInAs('admin')
    const scope = { accounts: ['prod'] }
    const narrow = await proxy.limited(scope, 'narrow')
    await changeUser('narrow', { role: 'admin' })
    const knownUser = {
      passwordHash: '',
      role: 'admin',
      createdAt: 1,
      source: 'sso',
      scope,
    } as const
    await proxy.store.users.add({ ...knownUser, name: 'sue' })
    const { status, body } = await remove('sue', narrow)
    expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
    expect((await remove('sue')).status).toBe(200)
  })

  it('and the audit log are refused to other roles', async () => {
    for (const role of ['viewer', 'operator'] as const) {
      const cookie = await proxy.signInAs(role)
      const answers = [
        await addUser(eve, cookie),
        await changeUser('admin', { password: 'mine-from-now' }, cookie),
        await remove('admin', cookie),
        await read('/api/users', cookie),
        await read('/api/audit', cookie),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
      expect(answers[0]?.body.error?.codeDesc).toBe('Forbidden')
      const rows = (await proxy.rows()).slice(0, 3)
      expect(rows.map(({ action }) => action)).toEqual([
        'GET /api/audit',
        'GET /api/users',
        'RemoveUser',
      ])
      for (const entry of rows) expect(entry).toMatchObject({ user: role, outcome: 'refused' })
      const [row] = rows
      for (const path of [`/api/audit/${row?.id}`, '/api/switches', '/api/warnings']) {
        const threeAnswers = [await read(path, cookie), await read(path, ''), await read(path)]
        expect(threeAnswers.map(({ status }) => status)).toEqual([403, 401, 200])
      }
    }
    expect((await read('/api/audit', '')).status).toBe(401)
  })
})

it('warns administrators if the addresses of clients are unknown', async () => {
  expect((await read('/api/warnings')).body.data).toEqual([])
  const otherProxy = await testProxy({ isClientAddressKnown: false })
  const headers = { Cookie: await otherProxy.signInAs('admin', 'eva') }
  const { body } = await otherProxy.send('/api/warnings', { headers })
  expect(body.data).toEqual(['clientAddressUnknown'])
  await otherProxy.close()
})

describe('a user who has signed in', () => {
  interface Seen {
    user: string
    sessions: number
    signedInAt: number | null
  }
  const listedUsers = async () => (await read('/api/users')).body.data as Seen[]

  it('keeps the time of the last sign-in when the session ends', async () => {
    await addUser(eve)
    expect((await listedUsers())[1]).toMatchObject({ user: 'eve', sessions: 0, signedInAt: null })
    proxy.clock.pass(1)
    const at = proxy.clock.now()
    const cookie = await proxy.signIn('eve', 'long-enough')
    proxy.clock.pass(60)
    await proxy.write('POST', '/api/session', { user: 'eve', password: 'wrong-one' })
    expect((await listedUsers())[1]).toMatchObject({ sessions: 1, signedInAt: at })
    await proxy.write('POST', '/api/signOut', {}, cookie)
    expect((await listedUsers())[1]).toMatchObject({ sessions: 0, signedInAt: at })
  })

  it('has no expired sessions in the count', async () => {
    await addUser(eve)
    await proxy.signIn('eve', 'long-enough')
    proxy.clock.pass(13 * 3_600)
    admin = await proxy.signIn('admin')
    await proxy.signIn('eve', 'long-enough')
    expect((await listedUsers()).map(({ sessions }) => sessions)).toEqual([1, 1])
    proxy.clock.pass(11 * 3_600)
    await read('/api/session')
    proxy.clock.pass(2 * 3_600)
    expect((await listedUsers()).map(({ sessions }) => sessions)).toEqual([1, 0])
  })
})
