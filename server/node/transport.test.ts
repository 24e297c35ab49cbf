import { once } from 'node:events'
import net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createTransport } from './transport'

const servers: net.Server[] = []
const transports: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of transports.splice(0)) await one.close()
  for (const one of servers.splice(0)) one.close()
})

/** A server that answers a request with these bytes, and again a little later. */
async function speaks(answer: (request: string, socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('data', (chunk) => answer(String(chunk), socket))
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return `http://127.0.0.1:${address.port}/v2/index.php`
}

const whole = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`

function caller() {
  const made = createTransport()
  transports.push(made)
  return (url: string, more: { isWrite?: boolean; timeLimit?: number; body?: string } = {}) =>
    made.transport({
      method: 'POST',
      url,
      headers: {},
      body: 'x=1',
      isWrite: false,
      timeLimit: 2000,
      ...more,
    })
}

describe('an endpoint that answers twice', () => {
  it('is believed the first time, and the second answer is nobody’s', async () => {
    let count = 0
    const url = await speaks((_request, socket) => {
      count += 1
      socket.write(whole(`first ${count}`) + whole('another'))
    })
    const call = caller()
    expect((await call(url)).body).toBe('first 1')
    const next = await call(url).catch(() => call(url))
    expect(next.body).toMatch(/^first \d$/)
  })
})

describe('an endpoint that answers late', () => {
  it('is not waited for, and its answer reaches no other call', async () => {
    const url = await speaks((request, socket) => {
      const [, name = ''] = /\r\n\r\n(.*)$/s.exec(request) ?? []
      if (name === 'slow') setTimeout(() => socket.write(whole('too late')), 150)
      else socket.write(whole(`to ${name}`))
    })
    const call = caller()
    await expect(call(url, { body: 'slow', timeLimit: 50 })).rejects.toMatchObject({
      kind: 'timeout',
      isSent: true,
    })
    for (const body of ['one', 'two']) expect((await call(url, { body })).body).toBe(`to ${body}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect((await call(url, { body: 'three' })).body).toBe('to three')
  })
})

describe('a connection', () => {
  it('is kept for reads; each write has one of its own, which nobody is closing', async () => {
    const sockets = new Set<net.Socket>()
    const url = await speaks((_request, socket) => {
      sockets.add(socket)
      socket.write(whole('done'))
    })
    const call = caller()
    for (let times = 0; times < 6; times += 1) await call(url)
    expect(sockets.size).toBeLessThan(6)
    sockets.clear()
    for (let times = 0; times < 6; times += 1) await call(url, { isWrite: true })
    expect(sockets.size).toBe(6)
  })
})

describe('an endpoint that resets', () => {
  it('is told from one that was never reached', async () => {
    const url = await speaks((_request, socket) => socket.resetAndDestroy())
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

describe('a time limit', () => {
  it('ends an answer that trickles without end', async () => {
    const url = await speaks((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
      const timer = setInterval(() => socket.write('x'), 10)
      socket.on('close', () => clearInterval(timer))
    })
    await expect(caller()(url, { timeLimit: 100 })).rejects.toMatchObject({ kind: 'timeout' })
  })
})
