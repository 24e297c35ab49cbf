import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../src/contract/index'
import { accountAt, origin, type TestProxy, testProxy, withSecret } from '../test/proxy/proxy'
import { startUpstream, type Upstream } from '../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string
let isUp = true

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)], isReady: async () => isUp })
  cookie = await proxy.signInAs('admin')
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const good = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }

describe('a cross-site write', () => {
  const write = (headers: Record<string, string>, path = '/api/call/PauseClusterService') =>
    proxy.send(path, {
      method: 'POST',
      headers: { ...headers, Cookie: cookie },
      body: JSON.stringify({
        account: 'prod',
        region: 'gz',
        params: { clusterId: 'cls-1', serviceName: 'web' },
      }),
    })
  const { Origin, ...noOrigin } = good

  it.each<[string, Record<string, string>]>([
    ['says where it comes from', { ...good, Origin: 'https://evil.example' }],
    ['comes from another port', { ...good, Origin: `${origin}:81` }],
    ['has no origin', { ...good, Origin: 'null' }],
    ['says nothing', noOrigin],
    ['is told by the browser', { ...noOrigin, 'Sec-Fetch-Site': 'cross-site' }],
    ['comes from a sister site', { ...noOrigin, 'Sec-Fetch-Site': 'same-site' }],
    ['claims both', { ...good, 'Sec-Fetch-Site': 'cross-site' }],
    [
      'contradicts itself',
      { ...good, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    ],
    ['was typed into the address bar', { ...noOrigin, 'Sec-Fetch-Site': 'none' }],
    [
      'comes from a name that begins like the console’s',
      { ...good, Origin: `${origin}.evil.example` },
    ],
    ['comes by TLS from elsewhere', { ...good, Origin: 'https://console.test.evil.example' }],
    ['lacks the header', { 'Content-Type': 'application/json', Origin }],
    ['has another value in the header', { ...good, 'X-Gantry': '0' }],
  ])('is refused if it %s', async (_name, headers) => {
    const { status, body } = await write(headers)
    expect(status).toBe(403)
    expect(body.error?.codeDesc).toBe('CrossSite')
    expect(upstream.received).toEqual([])
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/plain; application/json',
    'text/plain;application/json;',
    '',
  ])('is refused with content type %j', async (type) => {
    expect((await write({ ...good, 'Content-Type': type })).status).toBe(415)
  })

  it("does not include requests of the console's own pages", async () => {
    const sent = [
      good,
      { ...noOrigin, 'Sec-Fetch-Site': 'same-origin' },
      { ...good, 'Sec-Fetch-Site': 'same-origin' },
      // A proxy in front terminated TLS.
      { ...good, Origin: origin.replace('http:', 'https:') },
      { ...good, 'Content-Type': 'application/json; charset=utf-8' },
      { ...good, 'Content-Type': 'Application/JSON' },
    ]
    for (const headers of sent) expect((await write(headers)).status).toBe(200)
    upstream.received = []
  })

  it.each([
    ['https://console.test:8443', 200],
    ['https://console.test', 403],
    ['http://console.test', 403],
  ])('from origin %s, at a non-default port, is answered with %i', async (from, status) => {
    const answer = await proxy.proxy(
      new Request(
        'http://console.test:8443/api/switches',
        withSecret({
          method: 'PATCH',
          headers: { ...good, Origin: from, Cookie: cookie },
          body: '{"readOnly":false}',
        }),
      ),
    )
    expect(answer.status).toBe(status)
  })

  it.each([
    ['POST', '/api/session'],
    ['DELETE', '/api/session'],
    ['POST', '/api/password'],
    ['POST', '/api/signOut'],
    ['POST', '/api/signOut/admin'],
    ['POST', '/api/users'],
    ['PATCH', '/api/users/admin'],
    ['DELETE', '/api/users/admin'],
    ['PATCH', '/api/switches'],
    ['POST', '/api/accounts/prod'],
    ['POST', '/api/boards'],
    ['PUT', '/api/boards/1'],
    ['DELETE', '/api/boards/1'],
    ['PUT', '/api/drafts/new'],
    ['DELETE', '/api/drafts/new'],
    ['POST', '/api/push'],
  ])('is refused for %s %s', async (method, path) => {
    const before = await proxy.rows()
    const answer = await proxy.send(path, {
      method,
      headers: { ...noOrigin, Cookie: cookie },
      body: '{}',
    })
    expect([answer.status, answer.body.error?.codeDesc]).toEqual([403, 'CrossSite'])
    expect(await proxy.rows()).toEqual(before)
  })
})

describe('a request without a session', () => {
  it.each([
    '/api/accounts',
    '/api/users',
    '/api/audit',
    '/api/audit.csv',
    '/api/audit.jsonl',
    '/api/audit/1',
    '/api/boards',
    '/api/activity',
    '/api/revisions',
    '/api/events',
    '/api/nodeEvents',
    '/api/drafts/new',
    '/api/tasks',
    '/api/session',
    '/api/switches',
  ])('is refused at %s', async (path) => {
    const { status, body } = await proxy.send(path)
    expect([status, body.error?.codeDesc]).toEqual([401, 'SignInRequired'])
  })
})

describe('every response', () => {
  it.each<[string, RequestInit]>([
    ['/healthz', {}],
    ['/metrics', {}],
    ['/api/contract', {}],
    ['/api/session', {}],
    ['/api/nothing', {}],
    ['/api/call/DescribeCluster', { method: 'POST' }],
    [
      '/api/call/DescribeCluster',
      { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } },
    ],
  ])('to %s %j has security headers and no-store', async (path, init) => {
    const { headers } = await proxy.send(path, init)
    const policy = (headers.get('Content-Security-Policy') ?? '').split('; ')
    expect(policy.toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
    ])
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{12}-[0-9a-f]{16}$/)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers.get('Server') ?? headers.get('X-Powered-By')).toBeNull()
    expect(headers.get('Strict-Transport-Security')).toBeNull()
  })

  it('has Strict-Transport-Security for a year over TLS', async () => {
    const { headers } = await proxy.send('/healthz', {}, { address: '192.0.2.1', tls: true })
    expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
  })
})

describe('the log', () => {
  it('contains no query string, which may hold a sign-in code', async () => {
    await proxy.send('/api/nothing?code=one-time-secret&state=x')
    expect(proxy.output.join()).toContain('/api/nothing')
    expect(proxy.output.join()).not.toContain('one-time-secret')
  })
})

describe('routes', () => {
  it('accept only configured hosts', async () => {
    for (const host of [
      'evil.example',
      '127.0.0.1',
      'console.test.evil.example',
      'evil.console.test',
      'evilconsole.test',
    ]) {
      const answer = await proxy.proxy(new Request(`http://${host}/api/session`))
      expect(answer.status).toBe(421)
    }
    expect((await proxy.proxy(new Request(`${origin}:8080/healthz`))).status).toBe(200)
  })

  it.each([
    ['/api/session', 'PUT', 'POST, GET, HEAD, DELETE'],
    ['/api/call/DescribeCluster', 'GET', 'POST'],
    ['/api/call/DescribeCluster', 'HEAD', 'POST'],
    ['/api/users/eve', 'POST', 'PATCH, DELETE'],
    ['/healthz', 'POST', 'GET, HEAD'],
  ])('refuse %s %s with 405', async (path, method, allow) => {
    const { status, headers, body } = await proxy.send(path, { method })
    expect(status).toBe(405)
    expect(headers.get('Allow')).toBe(allow)
    expect(body.error?.codeDesc).toBe('MethodNotAllowed')
  })

  it.each([
    '/',
    '/api',
    '/api/call',
    '/api/call/',
    '/api/call/a/b',
    '/api/users/%zz',
    '/API/session',
  ])('answer 404 at %s', async (path) => {
    expect((await proxy.send(path)).status).toBe(404)
  })

  it('answer HEAD like GET, and decode names in a path', async () => {
    expect((await proxy.send('/healthz', { method: 'HEAD' })).status).toBe(200)
    expect((await proxy.send('/api/session', { method: 'HEAD' })).status).toBe(401)
    const answer = await proxy.write('PATCH', '/api/users/a%40b', { readOnly: true }, cookie)
    expect([answer.status, answer.body.error?.message]).toEqual([
      404,
      expect.stringContaining('a@b'),
    ])
  })

  it('serve every action at /api/contract without a session', async () => {
    const { status, body } = await proxy.send('/api/contract')
    expect(status).toBe(200)
    const names = (body.data as { name: string }[]).map(({ name }) => name)
    expect(names.toSorted()).toEqual(Object.keys(actions).toSorted())
  })

  it('report health and readiness at /healthz and /readyz', async () => {
    expect(await proxy.send('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await proxy.send('/readyz')).toMatchObject({ status: 200, text: 'ready\n' })
    isUp = false
    expect(await proxy.send('/readyz')).toMatchObject({ status: 503 })
    expect(await proxy.send('/healthz')).toMatchObject({ status: 200 })
  })

  it('answer an internal error with a request ID and explain it only in the log', async () => {
    const failing = await testProxy({
      isReady: () => Promise.reject(new Error('secret detail at /srv/gantry')),
    })
    const { status, body, text, headers } = await failing.send('/readyz')
    expect([status, body.error?.codeDesc]).toEqual([500, 'InternalError'])
    expect(text).not.toMatch(/secret detail|srv|at .*:\d+/)
    const id = headers.get('x-request-id') ?? ''
    expect(failing.output.find((line) => line.includes(id))).toContain('secret detail')
    await failing.close()
  })

  it('count by route and action at /metrics, without labels from clients', async () => {
    await proxy.call(cookie, 'DescribeCluster', {})
    upstream.reply = () => ({ status: 500 })
    await proxy.call(cookie, 'DescribeCluster', {})
    await proxy.send('/made-up"\n')
    const { text } = await proxy.send('/metrics')
    expect(text).toContain('gantry_upstream_total{action="DescribeCluster",outcome="ok"} 1\n')
    expect(text).toContain(
      'gantry_upstream_total{action="DescribeCluster",outcome="UpstreamStatus"} 1\n',
    )
    expect(text).toContain('gantry_requests_total{route="POST /api/call/:name",outcome="200"}')
    expect(text).toContain('route="none",outcome="404"')
    expect(text).not.toContain('made-up')
  })
})
