import fs from 'node:fs'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../store/open'
import { sessionHeaders } from '../../test/proxy/sessionHeaders'
import { readConfig } from '../config/config'
import { startConsole } from '../start/console'
import type { Running } from '../start/running'

let folder: string
let store: Store
let running: Running
let url: URL
let authHeaders: Record<string, string>

const password = 'correct horse battery'

beforeAll(async () => {
  folder = fs.mkdtempSync('/tmp/gantry-attacks-')
  fs.writeFileSync(`${folder}/secret.txt`, 'a file that must not be served')
  fs.mkdirSync(`${folder}/web`)
  fs.writeFileSync(`${folder}/web/index.html`, '<title>Gantry</title>')
  const env = {
    GANTRY_DATA: folder,
    GANTRY_PORT: '0',
    GANTRY_CLOUD_PORT: '0',
    GANTRY_CLOUD_ADMIN_PORT: '0',
    GANTRY_ADMIN_PASSWORD: password,
  }
  store = await openStore({ folder })
  running = await startConsole(readConfig(env), store, `${folder}/web`, env)
  url = new URL(Object.fromEntries(running.facts).Console ?? '')
  const session = await post('/api/session', { user: 'admin', password })
  authHeaders = await sessionHeaders(session)
})
afterAll(async () => {
  await running.close()
  await store.close()
  fs.rmSync(folder, { recursive: true })
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Gantry': '1',
      Origin: url.origin,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Sends raw bytes and returns the whole response. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(Number(url.port), url.hostname, () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('close', () => resolve(text))
    socket.on('error', () => resolve(text))
  })
}

const closeHeader = 'Connection: close\r\n\r\n'
const host = () => `Host: ${url.host}\r\n`

describe('request path', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..\\..\\secret.txt',
    '/secret.txt%00.html',
    '//secret.txt',
    '/gantry.db',
    '/api/../../secret.txt',
    '/cloud-keys.json',
  ])('%s serves no file outside the application', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\n${host()}${closeHeader}`)
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404)/)
    expect(answer).not.toContain('a file that must not be served')
    expect(answer).not.toContain('SQLite')
    expect(answer).not.toContain('secretKey')
  })
})

describe('request headers', () => {
  it('cannot inject headers into a response', async () => {
    for (const path of ['/api/call/x%0d%0aSet-Cookie:%20evil=1', '/api/users/x%0d%0aEvil:%201']) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\n${host()}${closeHeader}`)
      expect(answer.split('\r\n\r\n')[0]).not.toMatch(/evil/i)
    }
  })

  it.each([
    [
      'two Hosts',
      () => `GET /api/session HTTP/1.1\r\n${host()}Host: evil.example\r\n${closeHeader}`,
    ],
    ['a Host with a path', () => `GET /healthz HTTP/1.1\r\nHost: evil.example/x\r\n${closeHeader}`],
    ['no Host', () => `GET /healthz HTTP/1.1\r\n${closeHeader}`],
    ['another Host for a page', () => `GET / HTTP/1.1\r\nHost: evil.example\r\n${closeHeader}`],
    [
      'a Host with a path',
      () => `GET /api/session HTTP/1.1\r\nHost: ${url.host}/api/contract?\r\n${closeHeader}`,
    ],
    [
      'a Host that ends in a hash',
      () => `GET /healthz HTTP/1.1\r\nHost: ${url.host}#\r\n${closeHeader}`,
    ],
    ['an empty Host', () => `GET /localhost/healthz HTTP/1.1\r\nHost:\r\n${closeHeader}`],
    ['a user in Host', () => `GET /healthz HTTP/1.1\r\nHost: u@${url.host}\r\n${closeHeader}`],
    ['an encoded Host', () => `GET /healthz HTTP/1.1\r\nHost: loc%61lhost\r\n${closeHeader}`],
    ['another Host', () => `GET /api/session HTTP/1.1\r\nHost: evil.example\r\n${closeHeader}`],
    [
      'an absolute URL of another host as the target',
      () => `GET http://evil.example/api/session HTTP/1.1\r\nHost: evil.example\r\n${closeHeader}`,
    ],
    [
      'an absolute URL that differs from Host',
      () => `GET http://evil.example/healthz HTTP/1.1\r\n${host()}${closeHeader}`,
    ],
  ])('are refused with %s', async (_what, bytes) => {
    expect(await raw(bytes())).toMatch(/^HTTP\/1\.1 (400|421)/)
  })

  it.each([
    ['Origin: https://evil.example', () => ''],
    ['', () => 'Origin: https://evil.example'],
    ['Sec-Fetch-Site: cross-site', () => 'Sec-Fetch-Site: same-origin'],
    ['Sec-Fetch-Site: same-origin', () => 'Sec-Fetch-Site: cross-site'],
    ['X-Gantry: 0', () => ''],
  ])('are refused if they contradict each other: %s', async (before, after) => {
    const headers = [before, `Origin: ${url.origin}`, 'X-Gantry: 1', after()].filter(Boolean)
    const head = `POST /api/session HTTP/1.1\r\n${host()}${headers.join('\r\n')}\r\n`
    const restOfRequest = `Content-Type: application/json\r\nContent-Length: 2\r\n${closeHeader}{}`
    expect(await raw(head + restOfRequest)).toMatch(/^HTTP\/1\.1 403/)
  })

  it('are case-insensitive', async () => {
    const sentHeaders = {
      Origin: url.origin,
      'X-Gantry': '1',
      'Content-Type': 'application/json',
      ...authHeaders,
    }
    const names = Object.keys(sentHeaders)
    const values = Object.values(sentHeaders)
    const exchange = (write: (name: string) => string) => {
      const lines = names.map((name, at) => `${write(name)}: ${values[at]}\r\n`).join('')
      const head = `POST /api/call/DescribeCluster HTTP/1.1\r\n${host()}${lines}`
      const body = '{"account":"embedded","region":"gz","params":{}}'
      return raw(`${head}Content-Length: ${body.length}\r\n${closeHeader}${body}`)
    }
    expect(await exchange((name) => name.toLowerCase())).toMatch(/^HTTP\/1\.1 200/)
    expect(await exchange((name) => name.toUpperCase())).toMatch(/^HTTP\/1\.1 200/)
  })

  it.each(['/healthz', '/readyz', '/metrics'])(
    '%s is answered under every Host and over HTTP/1.0 without one, for load balancers',
    async (path) => {
      const answerToIp = await raw(`GET ${path} HTTP/1.1\r\nHost: 10.0.0.7:31000\r\n${closeHeader}`)
      expect(answerToIp).toMatch(/^HTTP\/1\.1 200/)
      expect(await raw(`GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/)
      expect(await raw(`HEAD ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/)
    },
  )

  it('get no page with an unknown Host', async () => {
    for (const path of ['/', '/clusters', '/index.html']) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${closeHeader}`)
      expect(answer).toMatch(/^HTTP\/1\.1 421/)
      expect(answer).not.toContain('<title>')
    }
  })

  it('are refused above 64 KiB', async () => {
    const answer = await raw(
      `GET / HTTP/1.1\r\n${host()}X: ${'x'.repeat(70_000)}\r\n${closeHeader}`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 431/)
  })

  it('are refused if they smuggle a second request', async () => {
    const headers = `POST /api/session HTTP/1.1\r\n${host()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n${host()}\r\n`
    const answer = await raw(headers)
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it('are answered without a version of the server', async () => {
    const answer = await fetch(new URL('/healthz', url))
    expect(answer.headers.get('Server')).toBeNull()
    expect(answer.headers.get('X-Powered-By')).toBeNull()
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it.each(['/', '/clusters', '/index.html', '/healthz'])(
    'of another origin get no CORS access to %s',
    async (path) => {
      const { headers } = await fetch(new URL(path, url), {
        headers: { Origin: 'https://evil.example' },
      })
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    },
  )
})

describe('request body', () => {
  it.each([
    '{"account":"embedded","region":"gz","params":{"__proto__":{"polluted":"yes"}}}',
    '{"account":"embedded","region":"gz","params":{"constructor":{"prototype":{"polluted":"yes"}}}}',
    '{"account":"embedded","region":"gz","params":{},"__proto__":{"polluted":"yes"}}',
    '{"account":"embedded","region":"gz","params":{"clusterIds":[{"__proto__":{"polluted":"yes"}}]}}',
    '{"account":"__proto__","region":"gz","params":{}}',
  ])('cannot pollute a prototype: %s', async (body) => {
    const answer = await post('/api/call/DescribeCluster', body, authHeaders)
    expect(answer.status).toBe(400)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it.each([
    [
      '/api/call/DescribeCluster',
      (deep: string) => `"region":"gz","params":{"clusterIds":${deep}}`,
    ],
    ['/api/call/DeleteCluster', (deep: string) => `"region":"gz","params":{"clusterId":${deep}}`],
    ['/api/boards', (deep: string) => `"region":"gz","name":"x","charts":${deep}`],
    ['/api/session', (deep: string) => `"user":${deep}`],
  ])('is refused if nested too deeply: %s', async (path, fields) => {
    for (const depth of [200, 5_000, 50_000]) {
      const list = fields(`${'['.repeat(depth)}${']'.repeat(depth)}`)
      const answer = await post(path, `{"account":"embedded",${list}}`, authHeaders)
      expect([400, 413]).toContain(answer.status)
    }
  })

  it('of a sign-in is limited in size, so that passwords cannot fill the memory', async () => {
    const answer = await post('/api/session', { user: 'admin', password: 'x'.repeat(20_000) })
    expect(answer.status).toBe(413)
  })

  it('is refused unless it is UTF-8', async () => {
    const body = Buffer.from('{"user":"admin?","password":"x"}')
    body[body.indexOf('?')] = 0xff
    const answer = await fetch(new URL('/api/session', url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: url.origin },
      body,
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('must be a JSON object in UTF-8')
  })

  it('is refused above 1 MiB, with a length or in chunks', async () => {
    const oversized = JSON.stringify({ account: 'x'.repeat(1024 * 1024) })
    expect((await post('/api/call/DescribeCluster', oversized, authHeaders)).status).toBe(413)
    const head = `POST /api/session HTTP/1.1\r\n${host()}Content-Type: application/json\r\nX-Gantry: 1\r\nOrigin: ${url.origin}\r\n`
    const chunk = `${(64 * 1024).toString(16)}\r\n${' '.repeat(64 * 1024)}\r\n`
    const chunked = `Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(17)}0\r\n\r\n`
    expect(await raw(head + chunked)).toMatch(/^HTTP\/1\.1 413/)
  })
})

describe('request method', () => {
  it.each(['/clusters', '/healthz'])(
    'HEAD of %s returns the headers of GET without a body',
    async (path) => {
      const [head, received] = await Promise.all(
        ['HEAD', 'GET'].map((method) =>
          raw(`${method} ${path} HTTP/1.1\r\n${host()}${closeHeader}`),
        ),
      )
      expect(head).toMatch(/^HTTP\/1\.1 200/)
      expect(head).toMatch(/\r\n\r\n$/)
      expect(received).toMatch(/\r\n\r\n.+/)
    },
  )

  it.each(['TRACE', 'PUT', 'OPTIONS', 'CONNECT', 'PATCH', 'PROPFIND'])(
    '%s is refused',
    async (method) => {
      const target = method === 'CONNECT' ? url.host : '/api/session'
      const answer = await raw(`${method} ${target} HTTP/1.1\r\n${host()}${closeHeader}`)
      expect(answer).not.toMatch(/^HTTP\/1\.1 2/)
    },
  )
})
