import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { addToken, listTokens } from '../../../src/contract/console/credentials/tokens'
import { needsManaging } from '../../../src/contract/console/declare/managing'
import { consoleRoutes } from '../../../src/contract/console/routes'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { envelope, startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let number = 0
let user = ''
let cookie = ''

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
})
beforeEach(async () => {
  upstream.received = []
  upstream.reply = () => envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
  number += 1
  user = `ann${number}`
  cookie = await proxy.signInAs('operator', user)
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const create = async (body: object = {}, as = cookie) => {
  const requestBody = { name: 'deploy', role: 'operator', days: 30, ...body }
  const answer = await proxy.write('POST', '/api/tokens', requestBody, as)
  expect(answer.status).toBe(200)
  return z.parse(addToken.response, answer.body.data)
}

/** Sends a request authenticated by a token alone, like a script. */
const withToken = (value: string, method: string, path: string, body?: unknown) =>
  proxy.send(path, {
    method,
    headers: {
      Authorization: `Bearer ${value}`,
      ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
const call = (value: string, action: string, params: object = {}) =>
  withToken(value, 'POST', `/api/call/${action}`, { account: 'prod', region: 'gz', params })
const restart = { clusterId: 'cls-1', namespace: 'default', serviceName: 'web' }
const codeOf = async (answer: ReturnType<TestProxy['send']>) => (await answer).body.error?.codeDesc

describe('an access token', () => {
  it('replaces the cookie, X-Gantry and Origin', async () => {
    const { value } = await create()
    expect((await call(value, 'DescribeCluster')).status).toBe(200)
    expect((await call(value, 'RedeployClusterService', restart)).status).toBe(200)
    const session = await withToken(value, 'GET', '/api/session')
    expect(session.body.data).toMatchObject({ user, role: 'operator' })
  })

  it('is shown once, and stored as a hash', async () => {
    const { value, token } = await create()
    expect(value).toMatch(/^gantry_pat_[0-9a-f]{64}$/)
    expect(token.prefix).toBe(value.slice(0, 17))
    const stored = await proxy.store.accessTokens.list(user)
    expect(JSON.stringify(stored)).not.toContain(value.slice(17))
    const { text } = await proxy.send('/api/tokens', { headers: { Cookie: cookie } })
    expect(text).toContain(token.prefix)
    expect(text).not.toContain(value.slice(17))
  })

  it('is named in the audit entries of its user', async () => {
    const { value } = await create({ name: 'nightly' })
    await call(value, 'RedeployClusterService', restart)
    const [row, added] = await proxy.rows()
    expect(row).toMatchObject({ user, action: 'RedeployClusterService' })
    expect(JSON.parse(row?.params ?? '')).toEqual({ ...restart, accessToken: 'nightly' })
    expect(added).toMatchObject({ action: 'AddToken', target: 'nightly', outcome: 'ok' })
  })

  it('names its user in log lines and audit entries of refused requests', async () => {
    const { value } = await create()
    for (const path of ['/api/users', '/api/audit', '/api/tokens']) {
      const linesBefore = proxy.output.length
      expect((await withToken(value, 'GET', path)).status, path).toBe(403)
      const [line = '{}'] = proxy.output
        .slice(linesBefore)
        .filter((candidate) => candidate.includes('"refused"'))
      expect(JSON.parse(line), path).toMatchObject({ event: 'refused', user })
    }
    const [entry] = await proxy.store.audit.list({ limit: 1 })
    expect(entry).toMatchObject({ user, outcome: 'refused' })
  })

  it('has at most the role and the scope of its user, also later', async () => {
    const { value } = await create({ scope: { clusters: ['cls-1', 'cls-2'] } })
    const otherRestart = { ...restart, clusterId: 'cls-3' }
    expect(await codeOf(call(value, 'RedeployClusterService', otherRestart))).toBe('OutOfScope')
    await proxy.store.users.change(user, { scope: { clusters: ['cls-1', 'cls-3'] } })
    expect((await call(value, 'RedeployClusterService', restart)).status).toBe(200)
    expect(await codeOf(call(value, 'RedeployClusterService', otherRestart))).toBe('OutOfScope')
    const secondRestart = { ...restart, clusterId: 'cls-2' }
    expect(await codeOf(call(value, 'RedeployClusterService', secondRestart))).toBe('OutOfScope')
    await proxy.store.users.change(user, { scope: { clusters: ['cls-3'] } })
    expect(await codeOf(call(value, 'RedeployClusterService', otherRestart))).toBe('OutOfScope')
    await proxy.store.users.change(user, { scope: {}, role: 'viewer' })
    expect(await codeOf(call(value, 'RedeployClusterService', restart))).toBe('ReadOnly')
    await proxy.store.users.change(user, { role: 'operator', isReadOnly: true })
    expect(await codeOf(call(value, 'RedeployClusterService', restart))).toBe('ReadOnly')
  })

  it('can’t have a larger role or scope than its user', async () => {
    const limited = await proxy.limited({ clusters: ['cls-1'] })
    for (const [overrides, path] of [
      [{ role: 'admin' }, 'role'],
      [{ scope: { clusters: ['cls-2'] } }, 'scope'],
      [{ name: ' ' }, 'name'],
      [{ days: 367 }, 'days'],
    ] as const) {
      const tokenRequest = { name: 'deploy', role: 'operator', days: 30, ...overrides }
      const { status, body } = await proxy.write('POST', '/api/tokens', tokenRequest, limited)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(body.error?.fields).toMatchObject([{ path }])
    }
  })

  it('stops when it expires, is revoked, or its user is removed', async () => {
    const [expiring, revoked, leftToken] = [
      await create({ days: 1 }),
      await create(),
      await create({ name: 'left' }),
    ]
    await call(revoked.value, 'DescribeCluster')
    expect(
      (await proxy.write('DELETE', `/api/tokens/${revoked.token.id}`, {}, cookie)).status,
    ).toBe(200)
    expect(await codeOf(call(revoked.value, 'DescribeCluster'))).toBe('SignInRequired')
    proxy.clock.pass(86_401)
    expect(await codeOf(call(expiring.value, 'DescribeCluster'))).toBe('SignInRequired')
    expect((await call(leftToken.value, 'DescribeCluster')).status).toBe(200)
    await proxy.store.users.remove(user)
    proxy.clock.pass(1)
    await proxy.signInAs('operator', user)
    expect(await codeOf(call(leftToken.value, 'DescribeCluster'))).toBe('SignInRequired')
  })

  it('is recorded as used, once a minute', async () => {
    const { value } = await create()
    const used: number[] = []
    const { touch } = proxy.store.accessTokens
    proxy.store.accessTokens.touch = async (id, at) => {
      used.push(at)
      return touch(id, at)
    }
    for (let at = 0; at < 5; at += 1) {
      await call(value, 'DescribeCluster')
      proxy.clock.pass(20)
    }
    proxy.store.accessTokens.touch = touch
    expect(used).toHaveLength(2)
    expect((await proxy.store.accessTokens.list(user))[0]?.usedAt).toBe(used[1])
  })

  it('may not manage users, sessions, tokens and passwords unless granted', async () => {
    const admin = await proxy.signInAs('admin', `admin${number}`)
    const { value } = await create({ role: 'admin' }, admin)
    for (const { id } of consoleRoutes) {
      const [method = '', path = ''] = id.split(' ')
      if (!needsManaging(method, path) || id === 'POST /api/session') continue
      if (id === 'DELETE /api/session') continue
      const body = method === 'GET' ? undefined : {}
      const answer = await withToken(value, method, path.replace(':name', 'x'), body)
      expect([id, answer.body.error?.codeDesc]).toEqual([id, 'Forbidden'])
    }
    const granted = await create({ role: 'admin', canManage: true }, admin)
    expect((await withToken(granted.value, 'GET', '/api/users')).status).toBe(200)
    const broaderToken = { name: 'more', role: 'admin' }
    const created = await withToken(granted.value, 'POST', '/api/tokens', broaderToken)
    expect(created.body.error?.codeDesc).toBe('Forbidden')
  })

  it('is seen and revoked by administrators, and by no other user', async () => {
    const { token, value } = await create()
    const otherCookie = await proxy.signInAs('operator', `other${number}`)
    const path = `/api/tokens/${token.id}`
    expect(await codeOf(proxy.write('DELETE', path, {}, otherCookie))).toBe('UnknownToken')
    const listAllTokens = (as: string) =>
      proxy.send('/api/tokens?all=true', { headers: { Cookie: as } })
    expect(await codeOf(listAllTokens(otherCookie))).toBe('Forbidden')
    const admin = await proxy.signInAs('admin', `admin${number}`)
    const seen = z.parse(listTokens.response, (await listAllTokens(admin)).body.data)
    expect(seen).toContainEqual(token)
    expect((await proxy.write('DELETE', path, {}, admin)).status).toBe(200)
    expect(await codeOf(call(value, 'DescribeCluster'))).toBe('SignInRequired')
    const [row] = await proxy.rows()
    expect(row).toMatchObject({ action: 'RevokeToken', target: 'deploy', user: `admin${number}` })
  })

  it('never falls back to the cookie of the request', async () => {
    const headers = { Cookie: cookie, Authorization: 'Bearer gantry_pat_wrong' }
    expect((await proxy.send('/api/session', { headers })).status).toBe(401)
  })

  it('still needs a JSON body for a write', async () => {
    const { value } = await create()
    const headers = { Authorization: `Bearer ${value}`, 'Content-Type': 'text/plain' }
    const answer = await proxy.send('/api/call/DescribeCluster', {
      ...{ method: 'POST', headers },
      body: '{}',
    })
    expect(answer.status).toBe(415)
  })
})
