import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { selfSigned } from '../../test/network/certificate'
import { holdTimeLimits } from '../../test/network/timeLimits'
import { createTransport } from './transport'

const servers: net.Server[] = []
const transports: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close()
  for (const server of servers.splice(0)) server.close()
})

type RawServer = (request: string, socket: net.Socket) => void

async function listening(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return address.port
}

const startServer = (answer: RawServer) => (socket: net.Socket) => {
  socket.on('data', (chunk) => answer(String(chunk), socket))
  socket.on('error', () => {})
}

/** A server that answers with these bytes, and sends them again a little later. */
const startRawServer = async (answer: RawServer): Promise<string> =>
  `http://127.0.0.1:${await listening(net.createServer(startServer(answer)))}/v2/index.php`

const okResponse = (text: string) =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`

/** In milliseconds; calls that get a response are far from it even on a busy machine. */
const timeLimit = 20_000

function caller() {
  const transport = createTransport()
  transports.push(transport)
  return (
    url: string,
    { body = 'x=1', ...overrides }: { isWrite?: boolean; timeLimit?: number; body?: string } = {},
  ) =>
    transport.transport({
      method: 'POST',
      url,
      headers: {},
      body: new TextEncoder().encode(body),
      isWrite: false,
      timeLimit,
      ...overrides,
    })
}

describe('a second response', () => {
  it('is ignored and reaches no other call', async () => {
    let count = 0
    const url = await startRawServer((_request, socket) => {
      count += 1
      socket.write(okResponse(`first ${count}`) + okResponse('another'))
    })
    const call = caller()
    expect((await call(url)).body).toBe('first 1')
    const nextResponse = await call(url).catch(() => call(url))
    expect(nextResponse.body).toMatch(/^first \d$/)
  })
})

it('reports an endpoint that does not speak HTTP', async () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
  const url = await startRawServer((_request, socket) => socket.write(`${head}zz\r\n`))
  await expect(caller()(url)).rejects.toMatchObject({
    kind: 'closed',
    message: expect.stringMatching(/HTTP/),
  })
})

describe('a late response', () => {
  it('is a timeout and reaches no other call', async () => {
    let answerLate: (() => void) | undefined
    const url = await startRawServer((request, socket) => {
      const [, name = ''] = /\r\n\r\n(.*)$/s.exec(request) ?? []
      if (name === 'slow') answerLate = () => socket.write(okResponse('too late'))
      else socket.write(okResponse(`to ${name}`))
    })
    const call = caller()
    const pass = holdTimeLimits()
    const failure = expect(call(url, { body: 'slow' })).rejects.toMatchObject({
      kind: 'timeout',
      isSent: true,
    })
    await pass(timeLimit, () => answerLate !== undefined)
    await failure
    expect((await call(url, { body: 'one' })).body).toBe('to one')
    answerLate?.()
    for (const body of ['two', 'three']) expect((await call(url, { body })).body).toBe(`to ${body}`)
  })
})

describe('connection', () => {
  it('is reused by reads, and new for each write', async () => {
    const sockets = new Set<net.Socket>()
    const url = await startRawServer((_request, socket) => {
      sockets.add(socket)
      socket.write(okResponse('done'))
    })
    const call = caller()
    for (let times = 0; times < 6; times += 1) await call(url)
    expect(sockets.size).toBeLessThan(6)
    sockets.clear()
    for (let times = 0; times < 6; times += 1) await call(url, { isWrite: true })
    expect(sockets.size).toBe(6)
  })
})

describe('a connection reset', () => {
  it('differs from an unreachable endpoint', async () => {
    const url = await startRawServer((_request, socket) => socket.resetAndDestroy())
    const call = caller()
    await expect(call(url, { isWrite: true })).rejects.toMatchObject({
      kind: 'closed',
      isSent: true,
    })
    await expect(call('http://127.0.0.1:9/')).rejects.toMatchObject({
      kind: 'unreachable',
      isSent: false,
    })
  })
})

describe('the time limit', () => {
  it('ends a response that trickles endlessly', async () => {
    const url = await startRawServer((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
      const timer = setInterval(() => socket.write('x'), 10)
      socket.on('close', () => clearInterval(timer))
    })
    await expect(caller()(url, { timeLimit: 100 })).rejects.toMatchObject({ kind: 'timeout' })
  })
})

describe('an untrusted certificate', () => {
  it('receives neither a read nor a write', async () => {
    const received: string[] = []
    const answer: RawServer = (request, socket) => {
      received.push(request)
      socket.write(okResponse('trust me'))
    }
    const port = await listening(tls.createServer(selfSigned('localhost'), startServer(answer)))
    const call = caller()
    for (const isWrite of [false, true]) {
      await expect(call(`https://localhost:${port}/`, { isWrite })).rejects.toMatchObject({
        kind: 'unreachable',
        isSent: false,
      })
    }
    expect(received).toEqual([])
  })
})

describe('a redirect', () => {
  it('is not followed, not even to the same endpoint', async () => {
    const received: string[] = []
    const url = await startRawServer((request, socket) => {
      received.push(request)
      socket.write('HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n')
    })
    expect(await caller()(url)).toMatchObject({ status: 307, location: '/elsewhere' })
    expect(received).toHaveLength(1)
  })
})

describe('a response', () => {
  const mib = 1024 * 1024
  it('is limited to 8 MiB', async () => {
    const url = await startRawServer((request, socket) => {
      const [, size = ''] = /\r\n\r\n(.*)$/s.exec(request) ?? []
      socket.write(okResponse('x'.repeat(Number(size))))
    })
    const call = caller()
    expect((await call(url, { body: `${8 * mib}` })).body).toHaveLength(8 * mib)
    await expect(call(url, { body: `${8 * mib + 1}` })).rejects.toMatchObject({ kind: 'tooLarge' })
  })
})

describe("a write's connection", () => {
  it('is used by no other call, while reads share theirs', async () => {
    const connections: (string | undefined)[] = []
    const url = await startRawServer((request, socket) => {
      connections.push(/^connection: (.*)$/im.exec(request)?.[1])
      socket.write(okResponse('done'))
    })
    const call = caller()
    for (const isWrite of [false, true, true]) await call(url, { isWrite })
    expect(connections).toEqual(['keep-alive', 'close', 'close'])
  })
})

describe('a request that timed out before it was sent', () => {
  it('is reported as not sent, and never sent', async () => {
    const received: string[] = []
    const url = await startRawServer((request) => received.push(request))
    const call = caller()
    const busy = Array.from({ length: 256 }, () => call(url, { timeLimit: 1000 }).catch(() => {}))
    await expect(call(url, { body: 'late', timeLimit: 100 })).rejects.toMatchObject({
      kind: 'timeout',
      isSent: false,
    })
    await Promise.all(busy)
    // Closing waits for everything in flight.
    for (const transport of transports.splice(0)) await transport.close()
    expect(received.filter((value) => value.endsWith('late'))).toEqual([])
  })
})
