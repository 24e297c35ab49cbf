import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../test/proxy/identityProvider'
import { accountAt, type TestProxy, testProxy } from '../../test/proxy/proxy'
import { startUpstream, type Upstream } from '../../test/proxy/upstream'
import { Problem } from '../http/problem'

let upstream: Upstream
let proxy: TestProxy

beforeEach(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
})
afterEach(async () => {
  await upstream.close()
  await proxy.close()
})

/** Returns all entries, newest first, with the fields that the tests compare. */
const entries = async (limit = 100) =>
  (await proxy.store.audit.list({ limit })).map(
    ({ user, action, target, outcome, code, address }) =>
      [user, action, target, outcome, code, address].join(' '),
  )

const refusedLines = () =>
  proxy.output.filter((line) => line.includes('"event":"refused"')).map((line) => JSON.parse(line))

it('sign-outs are recorded, of this session and of all', async () => {
  const first = await proxy.signInAs('viewer', 'ada')
  await proxy.write('DELETE', '/api/session', undefined, first)
  const second = await proxy.signIn('ada')
  await proxy.write('POST', '/api/signOut', {}, second)
  const rows = await proxy.store.audit.list({ limit: 10, action: 'SignOut' })
  expect(rows.map(({ user, outcome, params }) => [user, outcome, params])).toEqual([
    ['ada', 'ok', '{"everywhere":true}'],
    ['ada', 'ok', '{}'],
  ])
})

it('a sign-out without a session is not recorded', async () => {
  await proxy.write('DELETE', '/api/session', undefined, '')
  expect(await entries()).toEqual([])
})

it('throttled sign-ins are recorded once a minute with the attempted user name', async () => {
  await proxy.signInAs('viewer', 'ada')
  const tries = Array.from({ length: 8 }, () => ({ user: 'ada', password: 'wrong' }))
  const statuses: number[] = []
  for (const body of tries) statuses.push((await proxy.write('POST', '/api/session', body)).status)
  expect(statuses).toContain(429)
  const rows = (await entries()).filter((entry) => entry.includes(' 429 '))
  expect(rows).toEqual(['ada SignIn  refused 429 192.0.2.1'])
})

it('forged answers of the identity provider are recorded', async () => {
  const otherProxy = await testProxy({
    singleSignOn: {
      begin: async () => ({ url: 'https://id.example/', secret: 's' }),
      end: async () => {
        throw new Problem(502, 'SingleSignOnFailed', 'The state is wrong.')
      },
      signOutUrl: async () => undefined,
    },
  })
  await otherProxy.send('/api/sso/callback?code=1&state=x')
  await otherProxy.send('/api/sso/callback?code=1&state=x', { headers: { Cookie: 'gantry-sso=s' } })
  const rows = await otherProxy.store.audit.list({ limit: 10 })
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(row).toMatchObject({ action: 'SignIn', outcome: 'refused', address: '192.0.2.1' })
    expect(JSON.parse(row.params)).toEqual({ singleSignOn: true })
  }
  await otherProxy.close()
})

describe('refused reads', () => {
  it('beyond the scope are recorded with account, region and target', async () => {
    const cookie = await proxy.limited({ regions: ['sh'] }, 'lena')
    const { status } = await proxy.call(cookie, 'DescribeClusterService', { clusterId: 'cls-1' })
    expect(status).toBe(403)
    const [row] = await proxy.rows()
    expect(row).toMatchObject({
      user: 'lena',
      role: 'operator',
      account: 'prod',
      region: 'gz',
      action: 'DescribeClusterService',
      outcome: 'refused',
      codeDesc: 'OutOfScope',
      address: '192.0.2.1',
    })
  })

  it('of a route for administrators are recorded under the route', async () => {
    const cookie = await proxy.signInAs('viewer', 'ada')
    await proxy.send('/api/audit', { headers: { Cookie: cookie } })
    expect(await entries(1)).toEqual(['ada GET /api/audit  refused 403 192.0.2.1'])
  })

  it('for other reasons than permissions are not recorded', async () => {
    const cookie = await proxy.signInAs('viewer', 'ada')
    await proxy.call(cookie, 'DescribeClusterService', {})
    await proxy.call(cookie, 'DescribeNothing', {})
    expect(await proxy.rows()).toEqual([])
  })

  it('are answered as usual if the entry cannot be written', async () => {
    const cookie = await proxy.signInAs('viewer', 'ada')
    proxy.ports.store.audit = {
      ...proxy.store.audit,
      add: () => Promise.reject(new Error('the disk is full')),
    }
    expect((await proxy.send('/api/audit', { headers: { Cookie: cookie } })).status).toBe(403)
  })
})

describe('entries of refusals', () => {
  it('have at most 200 characters a field, and no long parameters', async () => {
    const cookie = await proxy.signInAs('viewer', 'ada')
    const long = 'x'.repeat(20_000)
    await proxy.call(
      cookie,
      'DeleteClusterService',
      { clusterId: long, serviceName: long },
      { account: long, region: long },
    )
    const [row] = await proxy.rows()
    expect(row?.outcome).toBe('refused')
    for (const [name, value] of Object.entries(row ?? {})) {
      expect(String(value).length, name).toBeLessThanOrEqual(201)
    }
  })

  it('are limited by user; the next one contains the number of omitted ones', async () => {
    const [ada, eve] = [
      await proxy.signInAs('viewer', 'ada'),
      await proxy.signInAs('viewer', 'eve'),
    ]
    const refuse = (cookie: string) => proxy.call(cookie, 'DeleteClusterService', {})
    for (let times = 0; times < 305; times += 1) expect((await refuse(ada)).status).toBe(403)
    const entriesOf = (user: string) =>
      proxy.store.audit.list({ limit: 1000, user, action: 'DeleteClusterService' })
    expect(await entriesOf('ada')).toHaveLength(300)
    await refuse(eve)
    expect(await entriesOf('eve')).toHaveLength(1)
    proxy.clock.pass(7)
    await refuse(ada)
    const [lastEntry] = await entriesOf('ada')
    expect(lastEntry?.message).toMatch(/\(5 earlier refusals have no entry\.\)$/)
    expect(refusedLines().filter(({ user }) => user === 'ada')).toHaveLength(306)
  })

  it('are limited by address for clients that are not signed in', async () => {
    const headers = { Cookie: 'gantry-sso=' }
    const otherProxy = await testProxy({
      singleSignOn: {
        begin: async () => ({ url: 'https://id.example/', secret: 's' }),
        end: async () => providedUser('sue', 'viewer'),
        signOutUrl: async () => undefined,
      },
    })
    for (let times = 0; times < 110; times += 1) {
      const answer = await otherProxy.send('/api/sso/callback?code=1', { headers })
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    expect(await otherProxy.store.audit.list({ limit: 1000 })).toHaveLength(100)
    await otherProxy.close()
  })
})

describe('lines of refusals in the log', () => {
  it('have user and address, and at most 200 characters of the path', async () => {
    const cookie = await proxy.signInAs('viewer', 'ada')
    const headers = { Cookie: cookie }
    await proxy.send('/api/users', { headers }, { address: '192.0.2.7', tls: false })
    await proxy.send(`/api/${'x'.repeat(60_000)}`, { headers })
    const [first, second] = refusedLines()
    expect(first).toMatchObject({
      user: 'ada',
      address: '192.0.2.7',
      path: '/api/users',
      status: 403,
    })
    expect(second.path).toHaveLength(200)
  })

  it('exist for requests without a session, except reads of the session', async () => {
    await proxy.send('/api/session')
    await proxy.send('/api/users')
    expect(refusedLines()).toMatchObject([
      { path: '/api/users', codeDesc: 'SignInRequired', address: '192.0.2.1' },
    ])
  })
})
