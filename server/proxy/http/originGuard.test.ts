import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountAt, origin, type TestProxy, testProxy, withSecret } from '../../test/proxy/proxy'
import { startUpstream, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let cookie: string

beforeAll(async () => {
  upstream = await startUpstream()
  proxy = await testProxy({ accounts: [accountAt(upstream.url)] })
  cookie = await proxy.signInAs('admin')
})
beforeEach(() => {
  upstream.received = []
})
afterAll(async () => {
  await upstream.close()
  await proxy.close()
})

const validHeaders = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }

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
  const { Origin, ...noOrigin } = validHeaders

  it.each<[string, Record<string, string>]>([
    ['names another origin', { ...validHeaders, Origin: 'https://evil.example' }],
    ['names another port', { ...validHeaders, Origin: `${origin}:81` }],
    ['has the origin null', { ...validHeaders, Origin: 'null' }],
    ['has neither Origin nor Sec-Fetch-Site', noOrigin],
    ['is cross-site by Sec-Fetch-Site', { ...noOrigin, 'Sec-Fetch-Site': 'cross-site' }],
    ['is same-site by Sec-Fetch-Site', { ...noOrigin, 'Sec-Fetch-Site': 'same-site' }],
    ['is cross-site by Sec-Fetch-Site only', { ...validHeaders, 'Sec-Fetch-Site': 'cross-site' }],
    [
      'is same-origin by Sec-Fetch-Site only',
      { ...validHeaders, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    ],
    ['has Sec-Fetch-Site: none, as a typed address', { ...noOrigin, 'Sec-Fetch-Site': 'none' }],
    [
      'names an origin that begins like the console’s',
      { ...validHeaders, Origin: `${origin}.evil.example` },
    ],
    [
      'names another origin with TLS',
      { ...validHeaders, Origin: 'https://console.test.evil.example' },
    ],
    ['lacks the header X-Gantry', { 'Content-Type': 'application/json', Origin }],
    ['has another value in the header X-Gantry', { ...validHeaders, 'X-Gantry': '0' }],
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
    expect((await write({ ...validHeaders, 'Content-Type': type })).status).toBe(415)
  })

  it("does not include requests of the console's own pages", async () => {
    const answers = [
      validHeaders,
      { ...noOrigin, 'Sec-Fetch-Site': 'same-origin' },
      { ...validHeaders, 'Sec-Fetch-Site': 'same-origin' },
      // The console is behind a proxy that terminates TLS.
      { ...validHeaders, Origin: origin.replace('http:', 'https:') },
      { ...validHeaders, 'Content-Type': 'application/json; charset=utf-8' },
      { ...validHeaders, 'Content-Type': 'Application/JSON' },
    ]
    for (const headers of answers) expect((await write(headers)).status).toBe(200)
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
          headers: { ...validHeaders, Origin: from, Cookie: cookie },
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

describe('the host name', () => {
  it('is accepted only if it is configured', async () => {
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
})
