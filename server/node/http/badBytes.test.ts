import net from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { type Listener, listen } from './server'

let cloud: Awaited<ReturnType<typeof testCloud>>
let listener: Listener
const openSockets = new Set<net.Socket>()

beforeEach(async () => {
  cloud = await testCloud({ world: 'demo' })
  listener = await listen((request) => cloud.fetch(request), '127.0.0.1', 0)
})

afterEach(async () => {
  for (const socket of openSockets) socket.destroy()
  openSockets.clear()
  await listener.close()
})

function connect(): net.Socket {
  const socket = net.connect(listener.port, '127.0.0.1')
  openSockets.add(socket)
  socket.on('close', () => openSockets.delete(socket))
  return socket
}

/**
 * Sends bytes and returns the response, read until the server closes the connection or the first
 * response is complete.
 */
function exchange(
  parts: readonly string[],
  { all = false, truncated = false } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect()
    let text = ''
    const done = () => {
      socket.destroy()
      resolve(text)
    }
    socket.on('data', (chunk) => {
      text += String(chunk)
      const [, length, body = ''] =
        /content-length: (\d+)[\s\S]*?\r\n\r\n([\s\S]*)/i.exec(text) ?? []
      if (!all && length !== undefined && Buffer.byteLength(body) >= Number(length)) done()
    })
    // A server that refuses the request may close the connection before all bytes are sent; its
    // response counts.
    socket.on('error', done)
    socket.on('close', done)
    for (const part of parts) socket.write(part)
    if (truncated) socket.end()
  })
}

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
const form = 'Content-Type: application/x-www-form-urlencoded'

/** Returns a signed POST as bytes. */
async function posted(action: string, params: object, signedHost: string) {
  const request = await signedRequest(action, params, cloud.clock.now(), { signedHost })
  return request.text()
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

/**
 * Expects the cloud to answer another request, and to have neither changed data nor logged an
 * error.
 */
async function expectUnharmed(before: unknown) {
  const body = await posted('DescribeCluster', {}, `127.0.0.1:${listener.port}`)
  const answer = await fetch(`http://127.0.0.1:${listener.port}/v2/index.php`, {
    method: 'POST',
    body: new URLSearchParams(body),
  })
  expect(await answer.json()).toMatchObject({ code: 0 })
  expect(cloud.storage.documents()).toEqual(before)
  expect(cloud.logged).toEqual([])
}

const invalidRequests = [
  ['text that is not HTTP', 'hello\r\n\r\n'],
  ['zero bytes', '\0'.repeat(1000)],
  ['TLS on a port without TLS', '\u0016\u0003\u0001\u0002\u0000'],
  ['an unknown method', head('BREW /v2/index.php HTTP/1.1', 'Host: x')],
  ['no host', head('GET /v2/index.php HTTP/1.1')],
  ['two hosts', head('GET /v2/index.php HTTP/1.1', 'Host: a', 'Host: b')],
  ['an invalid host', head('GET /v2/index.php HTTP/1.1', 'Host: a b/c@:::d')],
  ['another version', head('GET /v2/index.php HTTP/3.7', 'Host: x')],
  ['a header without a colon', head('GET /v2/index.php HTTP/1.1', 'Host: x', 'nonsense')],
  [
    'a header of 100 KB',
    head('GET /v2/index.php HTTP/1.1', 'Host: x', `A: ${'a'.repeat(102_400)}`),
  ],
  ['an address of 100 KB', head(`GET /v2/index.php?a=${'a'.repeat(102_400)} HTTP/1.1`, 'Host: x')],
  [
    'a length that is not a number',
    head('POST /v2/index.php HTTP/1.1', 'Host: x', 'Content-Length: ten'),
  ],
  ['a negative length', head('POST /v2/index.php HTTP/1.1', 'Host: x', 'Content-Length: -1')],
  [
    'two lengths',
    `${head('POST /v2/index.php HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Content-Length: 2')}ab`,
  ],
  [
    'length and chunks',
    `${head('POST /v2/index.php HTTP/1.1', 'Host: x', 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  ],
  [
    'broken chunks',
    `${head('POST /v2/index.php HTTP/1.1', 'Host: x', form, 'Transfer-Encoding: chunked')}zz\r\nAction\r\n`,
  ],
  ['an address with a space', head('GET /v2/index.php?a=b c HTTP/1.1', 'Host: x')],
  ['an address that is none', head('GET http://[::1 HTTP/1.1', 'Host: x')],
] as const

describe('invalid bytes', () => {
  it.each(invalidRequests)('%s: refused, while other requests are served', async (_what, bytes) => {
    const before = cloud.storage.documents()
    const answer = await exchange([bytes], { truncated: true })
    expect(answer === '' || [400, 404, 413, 431, 505].includes(statusOf(answer))).toBe(true)
    expect(answer).not.toMatch(/\n\s+at |\.ts:|node_modules/)
    await expectUnharmed(before)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'])(
    'the method %s is refused',
    async (method) => {
      const before = cloud.storage.documents()
      const answer = await exchange(
        [head(`${method} /v2/index.php HTTP/1.1`, 'Host: x', 'Connection: close')],
        { all: true },
      )
      expect(statusOf(answer)).toBe(405)
      await expectUnharmed(before)
    },
  )

  it.each([
    'CONNECT a:443 HTTP/1.1',
    'GET /v2/index.php HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade',
  ])('%s opens no tunnel', async (line) => {
    const before = cloud.storage.documents()
    expect(await exchange([head(line, 'Host: x')], { truncated: true })).not.toMatch(
      /^HTTP\/1\.1 [12]0[01] (?!OK)/,
    )
    await expectUnharmed(before)
  })
})

describe('request body', () => {
  it('of 10 MB is refused with an error of the API', async () => {
    const before = cloud.storage.documents()
    const megabyte = 'a=b&'.repeat(262_144)
    const answer = await exchange([
      head(
        'POST /v2/index.php HTTP/1.1',
        'Host: x',
        form,
        'Content-Length: 10485760',
        'Connection: close',
      ),
      ...Array<string>(10).fill(megabyte),
    ])
    expect(statusOf(answer)).toBe(200)
    expect(answer).toContain('"code":4000')
    expect(answer).toContain('larger than 1048576 bytes')
    await expectUnharmed(before)
  })

  it('of 10 MB in chunks is refused', async () => {
    const before = cloud.storage.documents()
    const chunk = `100000\r\n${'a'.repeat(1_048_576)}\r\n`
    const answer = await exchange([
      head(
        'POST /v2/index.php HTTP/1.1',
        'Host: x',
        form,
        'Transfer-Encoding: chunked',
        'Connection: close',
      ),
      ...Array<string>(10).fill(chunk),
      '0\r\n\r\n',
    ])
    expect(answer).toContain('larger than 1048576 bytes')
    await expectUnharmed(before)
  })

  it('has no effect if it ends early at any byte', async () => {
    const { clusterId = '' } = (await cloud.call('DescribeCluster', {})).clusters[0] ?? {}
    const before = cloud.storage.documents()
    for (let length = 0; length < 1; length += 0.02) {
      const params = { clusterId, name: 'never', description: '' }
      const body = await posted('CreateClusterNamespace', params, 'x')
      const lines = ['POST /v2/index.php HTTP/1.1', 'Host: x', form]
      const sentPart = body.slice(0, Math.floor(length * body.length))
      const answer = await exchange([head(...lines, `Content-Length: ${body.length}`), sentPart], {
        truncated: true,
      })
      expect(answer === '' || statusOf(answer) === 400).toBe(true)
    }
    await expectUnharmed(before)
  })
})

describe('connection', () => {
  it('returns the responses to pipelined requests in order', async () => {
    const requestText = (body: string, ...more: string[]) => {
      const lines = ['POST /v2/index.php HTTP/1.1', 'Host: x', form, ...more]
      return head(...lines, `Content-Length: ${body.length}`) + body
    }
    let bytes = ''
    for (let index = 0; index < 50; index += 1) {
      const body = index % 2 === 0 ? await posted('DescribeCluster', {}, 'x') : 'Action=A'
      bytes += requestText(body, ...(index === 49 ? ['Connection: close'] : []))
    }
    const answer = await exchange([bytes], { all: true })
    const codes = [...answer.matchAll(/\{"code":(\d+)/g)].map(([, code]) => Number(code))
    expect(codes).toEqual(Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 0 : 4000)))
  })

  it('without a complete request does not delay others', async () => {
    const before = cloud.storage.documents()
    const slow = Array.from({ length: 200 }, () => connect())
    await Promise.all(
      slow.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
    )
    for (const [index, socket] of slow.entries()) {
      socket.write('POST /v2/index.php HTTP/1.1\r\nHost: x\r\n')
      if (index % 2 === 0) socket.write('Content-Length: 500\r\n\r\nAction=')
    }
    await expectUnharmed(before)
    for (const socket of slow) socket.destroy()
    await expectUnharmed(before)
  })
})
