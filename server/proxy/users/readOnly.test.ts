import { beforeEach, describe, expect, it } from 'vitest'
import { openTwoAccounts, type TwoAccounts } from '../../test/proxy/twoAccounts'

let proxy: TwoAccounts['proxy']
let admin: string
let operator: string
let patch: TwoAccounts['patch']
let session: TwoAccounts['session']

beforeEach(async () => {
  ;({ proxy, admin, operator, patch, session } = await openTwoAccounts())
})

const web = { clusterId: 'cls-1', serviceName: 'web' }
const pause = (account = 'prod', who = operator) =>
  proxy.call(who, 'PauseClusterService', web, { account })

describe('read-only', () => {
  it('restricts a user to reads at once', async () => {
    expect((await pause()).status).toBe(200)
    const userChange = await patch('/api/users/operator', { readOnly: true })
    expect(userChange.body.data).toMatchObject({ user: 'operator', readOnly: true })
    const { status, body } = await pause()
    expect([status, body.error?.codeDesc]).toEqual([403, 'ReadOnly'])
    expect((await proxy.call(operator, 'DescribeCluster', {})).status).toBe(200)
    expect((await session(operator)).body.data).toMatchObject({ readOnly: true })
    await patch('/api/users/operator', { readOnly: false })
    expect((await pause()).status).toBe(200)
  })

  it('applies to an account, but not to other accounts', async () => {
    await patch('/api/switches', { accounts: { prod: true } })
    expect((await pause()).body.error).toMatchObject({ code: 403, codeDesc: 'SwitchedOff' })
    expect((await pause('prod', admin)).status).toBe(403)
    expect((await pause('staging')).status).toBe(200)
    expect((await session(operator)).body.data).toMatchObject({
      readOnly: false,
      accounts: [
        { name: 'prod', readOnly: true },
        { name: 'staging', readOnly: false },
      ],
    })
    await patch('/api/switches', { accounts: { prod: false } })
    expect((await pause()).status).toBe(200)
  })

  it('is shown to administrators with the user who set it and the time', async () => {
    const readSwitches = async () =>
      (await proxy.send('/api/switches', { headers: { Cookie: admin } })).body.data
    expect(await readSwitches()).toEqual({ isReadOnly: false, accounts: [], set: [] })
    const at = proxy.clock.now()
    await patch('/api/switches', { readOnly: true, accounts: { prod: true } })
    proxy.clock.pass(1)
    expect(await readSwitches()).toEqual({
      isReadOnly: true,
      accounts: ['prod'],
      set: [
        { user: 'admin', at },
        { account: 'prod', user: 'admin', at },
      ],
    })
  })

  it('applies to the whole console until an administrator switches it off', async () => {
    await patch('/api/switches', { readOnly: true })
    expect((await pause('staging', admin)).body.error?.message).toMatch(/This console is read-only/)
    expect((await session(operator)).body.data).toMatchObject({ readOnly: true })
    expect((await patch('/api/switches', { readOnly: false })).body.data).toEqual({
      isReadOnly: false,
      accounts: [],
    })
    expect((await pause()).status).toBe(200)
    const operations = (await proxy.rows()).map(({ action, outcome }) => `${action} ${outcome}`)
    expect(operations).toEqual([
      'PauseClusterService ok',
      'ChangeSwitches ok',
      'PauseClusterService refused',
      'ChangeSwitches ok',
    ])
  })

  it('covers users, passwords and drafts, and a read-only administrator cannot turn it off', async () => {
    await proxy.signInAs('admin', 'eve')
    const eve = await proxy.signIn('eve')
    await patch('/api/users/eve', { readOnly: true })
    const turn = (readOnly: boolean) => patch('/api/switches', { readOnly }, eve)
    expect((await turn(true)).body.error?.codeDesc).toBe('ReadOnly')
    await patch('/api/switches', { readOnly: true })
    expect((await turn(false)).body.error?.codeDesc).toBe('ReadOnly')
    const passwords = { currentPassword: 'admin-password', password: 'a new password' }
    const answers = [
      await proxy.write(
        'POST',
        '/api/users',
        { user: 'x', password: 'long-enough', role: 'admin' },
        admin,
      ),
      await patch('/api/users/eve', { readOnly: false }),
      await proxy.write('DELETE', '/api/users/eve', undefined, admin),
      await proxy.write('POST', '/api/signOut/eve', undefined, admin),
      await proxy.write('POST', '/api/password', passwords, admin),
      await proxy.write('PUT', '/api/drafts/x', { values: {} }, admin),
    ]
    expect(answers.map(({ body }) => body.error?.codeDesc)).toEqual(
      Array.from(answers, () => 'SwitchedOff'),
    )
    expect((await patch('/api/switches', { readOnly: false })).status).toBe(200)
    const switched = (await proxy.rows()).filter((row) => row.action === 'ChangeSwitches')
    expect(switched.map(({ user, outcome, params }) => [user, outcome, params])).toEqual([
      ['admin', 'ok', '{"readOnly":false}'],
      ['eve', 'refused', '{}'],
      ['admin', 'ok', '{"readOnly":true}'],
      ['eve', 'refused', '{}'],
    ])
  })

  it('applies to the boards of an account', async () => {
    const board = { name: 'Shop', account: 'prod', region: 'gz', charts: [], range: '' }
    const createBoard = (overrides: object = {}) =>
      proxy.write('POST', '/api/boards', { ...board, ...overrides }, operator)
    const boardId = JSON.parse((await createBoard()).text).data.board.id
    const path = `/api/boards/${boardId}`
    for (const shut of [{ accounts: { prod: true } }, { readOnly: true }]) {
      await patch('/api/switches', shut)
      const answers = [
        await createBoard(),
        await proxy.write('PUT', path, { name: 'X', charts: [], version: 1 }, operator),
        await proxy.write('DELETE', path, undefined, operator),
      ]
      const errorCodes = answers.map(({ body }) => body.error?.codeDesc)
      expect(errorCodes).toEqual(['SwitchedOff', 'SwitchedOff', 'SwitchedOff'])
      expect((await proxy.rows())[0]).toMatchObject({ action: 'RemoveBoard', outcome: 'refused' })
      const otherAccountBoard = await createBoard({ account: 'staging' })
      expect(otherAccountBoard.status).toBe('accounts' in shut ? 200 : 403)
      await patch('/api/switches', { accounts: { prod: false }, readOnly: false })
    }
    expect((await proxy.write('DELETE', path, undefined, operator)).status).toBe(200)
  })

  it.each([
    [{ readOnly: 'yes' }, 'readOnly'],
    [{ accounts: ['prod'] }, 'accounts'],
    [{ accounts: { nobody: true } }, 'accounts.nobody'],
    [{ accounts: { prod: 1 } }, 'accounts.prod'],
  ])('rejects the invalid change %j', async (body, path) => {
    const answer = await patch('/api/switches', body)
    expect(answer.status).toBe(400)
    expect(answer.body.error?.fields).toMatchObject([{ path }])
  })

  it('requires a scope that covers all switched accounts, or an unlimited one for the console', async () => {
    const narrow = await proxy.limited({ accounts: ['prod'] }, 'narrow')
    await patch('/api/users/narrow', { role: 'admin' })
    const turn = (body: object) => patch('/api/switches', body, narrow)
    expect((await turn({ accounts: { prod: true } })).status).toBe(200)
    await patch('/api/switches', { accounts: { staging: true } })
    for (const outsideScope of [
      { accounts: { prod: false, staging: false } },
      { accounts: { prod: false }, readOnly: false },
      { readOnly: true },
    ]) {
      expect((await turn(outsideScope)).body.error?.codeDesc).toBe('OutOfScope')
    }
    const current = { isReadOnly: false, accounts: ['prod', 'staging'] }
    expect((await patch('/api/switches', {})).body.data).toEqual(current)
    expect((await turn({ accounts: { prod: false } })).status).toBe(200)
    expect((await pause()).status).toBe(200)
  })

  it('is switched only by administrators', async () => {
    expect((await patch('/api/switches', { readOnly: true }, operator)).status).toBe(403)
    expect((await pause()).status).toBe(200)
  })

  it('of an administrator covers users and switches', async () => {
    const otherCookie = await proxy.signInAs('admin', 'root')
    await patch('/api/users/root', { readOnly: true })
    const eve = { user: 'eve', password: 'long-enough', role: 'viewer' }
    const added = await proxy.write('POST', '/api/users', eve, otherCookie)
    expect([added.status, added.body.error?.codeDesc]).toEqual([403, 'ReadOnly'])
    expect((await patch('/api/users/operator', { role: 'viewer' }, otherCookie)).status).toBe(403)
    expect((await patch('/api/switches', { readOnly: false }, otherCookie)).status).toBe(403)
  })

  it('is refused for the last administrator', async () => {
    const refused = { code: 409, codeDesc: 'LastAdmin' }
    const readOnly = { readOnly: true }
    expect((await patch('/api/users/admin', readOnly)).body.error).toMatchObject(refused)
    await proxy.signInAs('admin', 'second')
    expect((await patch('/api/users/second', readOnly)).status).toBe(200)
    // A read-only administrator could not appoint another administrator.
    for (const change of [readOnly, { role: 'operator' }]) {
      expect((await patch('/api/users/admin', change)).body.error).toMatchObject(refused)
    }
    const removal = await proxy.write('DELETE', '/api/users/admin', undefined, admin)
    expect(removal.body.error).toMatchObject(refused)
    await patch('/api/users/second', { readOnly: false })
    expect((await patch('/api/users/admin', readOnly)).status).toBe(200)
  })
})
