import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { testCloud } from '../../test/cloud/cloud'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'

let cloud: Awaited<ReturnType<typeof testCloud>>
let proxy: TestProxy
const cookies: Record<string, string> = {}

beforeAll(async () => {
  cloud = await testCloud({ world: 'demo' })
  proxy = await testProxy({
    accounts: [accountAt('', { name: 'embedded', push: cloud.push }), accountAt('')],
  })
  for (const role of ['viewer', 'operator'] as const) cookies[role] = await proxy.signInAs(role)
})
afterAll(() => proxy.close())

const push = (role: string, body: object) => proxy.write('POST', '/api/push', body, cookies[role])
const storefront = { account: 'embedded', reponame: 'shop/storefront', tag: '9.9.9' }

describe('POST /api/push', () => {
  it('pushes for operators, returns the result and is audited', async () => {
    const { status, body } = await push('operator', storefront)
    expect(status).toBe(200)
    expect(body.data).toEqual({ deleted: 0, fired: 1 })
    const { tagInfo } = await cloud.call('GetTagList', { reponame: 'shop/storefront' })
    expect(tagInfo[0]?.tagName).toBe('9.9.9')
    const [row] = await proxy.rows()
    expect(row).toMatchObject({
      user: 'operator',
      action: 'PushTag',
      account: 'embedded',
      target: 'shop/storefront:9.9.9',
      outcome: 'ok',
    })
  })

  it.each([
    ['a viewer', 'viewer', storefront, 403, 'ReadOnly'],
    [
      'an account whose backend accepts no pushes',
      'operator',
      { ...storefront, account: 'prod' },
      400,
      'UnknownAccount',
    ],
    [
      'a missing repository',
      'operator',
      { ...storefront, reponame: 'shop/none' },
      404,
      'RepositoryNotFound',
    ],
    ['an invalid tag name', 'operator', { ...storefront, tag: '-x' }, 400, 'InvalidParameter'],
    [
      'a full repository',
      'operator',
      { ...storefront, reponame: 'data/collector' },
      409,
      'QuotaMaxTagLimit',
    ],
    ['unknown fields', 'operator', { ...storefront, digest: 'x' }, 400, 'InvalidParameter'],
  ])('refuses %s', async (_, role, requested, status, codeDesc) => {
    const before = cloud.storage.documents().filter((document) => document.kind === 'tag')
    const answer = await push(role, requested)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.codeDesc).toBe(codeDesc)
    expect(cloud.storage.documents().filter((document) => document.kind === 'tag')).toEqual(before)
  })

  it('is refused in read-only mode, and for a scope of only part of the account', async () => {
    const before = cloud.storage.documents().filter((document) => document.kind === 'tag')
    const setter = { user: 'admin', at: proxy.clock.now() }
    await proxy.store.switches.set('readOnly embedded', true, setter)
    const stopped = await push('operator', { ...storefront, tag: '9.9.11' })
    await proxy.store.switches.set('readOnly embedded', false, setter)
    await proxy.signInAs('operator', 'part')
    await proxy.store.users.change('part', { scope: { clusters: ['cls-1'] } })
    cookies.part = await proxy.signIn('part')
    const outsideScope = await push('part', { ...storefront, tag: '9.9.11' })
    expect(outsideScope.body.error?.codeDesc).toBe('OutOfScope')
    expect(stopped.body.error?.codeDesc).toBe('SwitchedOff')
    expect((await proxy.rows()).slice(0, 2)).toMatchObject([
      { user: 'part', action: 'PushTag', outcome: 'refused', codeDesc: 'OutOfScope' },
      { user: 'operator', action: 'PushTag', outcome: 'refused', codeDesc: 'SwitchedOff' },
    ])
    expect(stopped.status).toBe(403)
    expect(cloud.storage.documents().filter((document) => document.kind === 'tag')).toEqual(before)
  })

  it('requires a session', async () => {
    expect((await push('nobody', storefront)).status).toBe(401)
  })

  it('reports an unknown outcome if the simulation cannot be saved', async () => {
    cloud.storage.fails = true
    const answer = await push('operator', { ...storefront, tag: '9.9.10' })
    cloud.storage.fails = false
    expect(answer.status).toBe(500)
    const expectedMessage = 'The console failed. Its log has the reason under this request ID.'
    const expectedError = { code: 500, codeDesc: 'InternalError', message: expectedMessage }
    expect(answer.body.error).toEqual({
      ...expectedError,
      requestId: answer.headers.get('X-Request-Id'),
      fields: [],
    })
    expect((await proxy.rows())[0]).toMatchObject({ ...expectedError, outcome: 'unknown' })
    expect(proxy.output.join('\n')).toMatch(/"event":"failure",.*"error":"Error: .*\\n +at /)
    const { tagInfo } = await cloud.call('GetTagList', { reponame: 'shop/storefront' })
    expect(tagInfo.map(({ tagName }) => tagName)).not.toContain('9.9.10')
  })
})

it('the session lists the accounts that accept pushes', async () => {
  const { body } = await proxy.send('/api/session', { headers: { Cookie: cookies.viewer ?? '' } })
  expect(body.data).toMatchObject({
    accounts: [{ name: 'embedded', canPush: true }, { name: 'prod' }],
  })
  const { accounts } = z.parse(z.object({ accounts: z.array(z.looseObject({})) }), body.data)
  expect(accounts[1]).not.toHaveProperty('canPush')
})
