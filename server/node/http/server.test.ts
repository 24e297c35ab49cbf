import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ProxyResponse } from '../../proxy/http/messages'
import { type Fetch, type Listener, listen } from './server'

let listener: Listener | undefined
afterEach(async () => {
  vi.useRealTimers()
  await listener?.close()
  listener = undefined
})

async function serve(fetch: Fetch): Promise<string> {
  listener = await listen(fetch, '127.0.0.1', 0)
  return `http://127.0.0.1:${listener.port}`
}

/** Sends raw bytes and returns the whole response. */
function raw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
}

const echo: Fetch = async (request, { address }) =>
  Response.json({
    method: request.method,
    url: request.url,
    type: request.headers.get('Content-Type'),
    body: await request.text(),
    address,
  })

describe('listen', () => {
  it('passes requests to the function and sends its responses', async () => {
    const url = await serve(echo)
    const headers = { 'Content-Type': 'text/x', Connection: 'close' }
    const answer = await fetch(`${url}/a?b=%20`, { method: 'POST', body: '容器', headers })
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: `${url}/a?b=%20`,
      type: 'text/x',
      body: '容器',
      address: '127.0.0.1',
    })
  })

  it('sends every cookie, and no body for HEAD', async () => {
    const url = await serve(async () => {
      const answer = new Response('12345', { status: 201 })
      answer.headers.append('Set-Cookie', 'a=1')
      answer.headers.append('Set-Cookie', 'b=2')
      return answer
    })
    const answer = await fetch(url, { method: 'HEAD' })
    expect(answer.status).toBe(201)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(answer.headers.get('Content-Length')).toBe('5')
    expect(await answer.text()).toBe('')
  })

  it.each([204, 304])('sends no Content-Length with status %i', async (status) => {
    const url = await serve(async () => new Response(null, { status, headers: { ETag: '"1"' } }))
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('Content-Length')]).toEqual([status, null])
  })

  it('truncates a body one byte above the largest limit', async () => {
    const url = await serve(async (request) => {
      const { byteLength } = await request.arrayBuffer()
      return new Response(String(byteLength), { status: 413 })
    })
    const body = 'x'.repeat(3 * 1024 * 1024)
    const answer = await fetch(url, { method: 'POST', body })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toBe(String(1024 * 1024 + 1))
  })

  it('drains at most 16 MiB of a body before it responds', async () => {
    const url = await serve(async (request) => {
      const { byteLength } = await request.arrayBuffer()
      return new Response(String(byteLength), { status: 413 })
    })
    const head = `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${1024 ** 3}\r\n\r\n`
    const answer = await raw(url, head + 'x'.repeat(17 * 1024 * 1024))
    expect(answer).toMatch(/^HTTP\/1\.1 413/)
    // The server must close the connection; otherwise it would parse the rest of the body as the
    // next request.
    expect(answer).toMatch(/\r\nConnection: close\r\n/i)
  })

  it('closes connections above the maximum', async () => {
    listener = await listen(echo, '127.0.0.1', 0, { maxConnections: 2 })
    const { port } = listener
    const connect = () => net.connect(port, '127.0.0.1')
    const keepAlive = [connect(), connect()]
    for (const socket of keepAlive) await once(socket, 'connect')
    await once(connect(), 'close')
    for (const socket of keepAlive) socket.destroy()
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${port}/`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
  })

  it.each([
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET / HTTP/1.1\r\nHost: u:p@h\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET / HTTP/1.1\r\nHost: h:99999\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET / HTTP/1.1\r\nHost: h\r\nhost: i\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['GET http://other/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    ['OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'TRACE / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 405.*\r\nallow: GET\r\n/s,
    ],
    ['nonsense\r\n\r\n', /^HTTP\/1\.1 400/],
    [`GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
  ])('refuses %j', async (bytes, expected) => {
    const url = await serve(echo)
    expect(await raw(url, bytes)).toMatch(expected)
  })

  it('accepts headers of almost 64 KiB', async () => {
    const url = await serve(echo)
    expect((await fetch(url, { headers: { X: 'x'.repeat(60_000) } })).status).toBe(200)
  })

  it('sets Content-Length in bytes, not characters', async () => {
    const reply = async () => new ProxyResponse(200, '容器')
    listener = await listen(echo, '127.0.0.1', 0, { lean: { isFor: () => true, reply } })
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`)
    expect(answer.headers.get('Content-Length')).toBe('6')
    expect(await answer.text()).toBe('容器')
  })

  it('starts no download for HEAD', async () => {
    let pulls = 0
    const pull = (download: ReadableStreamDefaultController) => {
      pulls += 1
      download.close()
    }
    const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 })
    const reply = async () => new ProxyResponse(200, body)
    listener = await listen(echo, '127.0.0.1', 0, { lean: { isFor: () => true, reply } })
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`, { method: 'HEAD' })
    expect([answer.status, await answer.text(), pulls]).toEqual([200, '', 0])
  })

  it('responds 500 without details if the function throws', async () => {
    const url = await serve(async () => {
      throw new Error('a secret')
    })
    const answer = await fetch(url)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(answer.headers.get('Server') ?? answer.headers.get('X-Powered-By')).toBeNull()
  })

  it('rejects if the port is in use', async () => {
    const url = await serve(echo)
    await expect(listen(echo, '127.0.0.1', Number(new URL(url).port))).rejects.toThrow('EADDRINUSE')
  })

  it('finishes requests in flight before it closes, and accepts no new ones', async () => {
    let finish = () => {}
    const done = new Promise<void>((resolve) => {
      finish = resolve
    })
    let markStarted = () => {}
    const started = new Promise<void>((resolve) => {
      markStarted = resolve
    })
    const url = await serve(async () => {
      markStarted()
      await done
      return new Response('written')
    })
    const agent = new http.Agent({ keepAlive: true })
    const answer = new Promise<string>((resolve) => {
      http.get(url, { agent }, async (incoming) => {
        let text = String(incoming.headers.connection)
        for await (const chunk of incoming) text += ` ${chunk}`
        resolve(text)
      })
    })
    await started
    let isClosed = false
    const closing = listener?.close().then(() => {
      isClosed = true
    })
    await expect(fetch(url)).rejects.toThrow()
    expect(isClosed).toBe(false)
    finish()
    // A kept-alive connection would delay the stop of the server.
    expect(await answer).toBe('close written')
    await closing
    expect(isClosed).toBe(true)
    listener = undefined
    agent.destroy()
  })

  it('closes connections after the timeout', async () => {
    let markStarted = () => {}
    const started = new Promise<void>((resolve) => {
      markStarted = resolve
    })
    const url = await serve(() => {
      markStarted()
      return new Promise(() => {})
    })
    const answer = fetch(url).catch(() => 'cut off')
    await started
    await listener?.close(20)
    listener = undefined
    expect(await answer).toBe('cut off')
  })

  it.each([
    [34_999, 'written'],
    [35_000, 'cut off'],
  ])(
    'after %i ms of closing with the default timeout, the response is %s',
    async (elapsed, expected) => {
      let markStarted = () => {}
      const started = new Promise<void>((resolve) => {
        markStarted = resolve
      })
      let finish = () => {}
      const done = new Promise<void>((resolve) => {
        finish = resolve
      })
      const url = await serve(async () => {
        markStarted()
        await done
        return new Response('written')
      })
      const answer = fetch(url).then(
        (response) => response.text(),
        () => 'cut off',
      )
      await started
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const closed = listener?.close()
      vi.advanceTimersByTime(elapsed)
      finish()
      expect(await answer).toBe(expected)
      await closed
      listener = undefined
    },
  )

  it('drains a body that the handler does not read before it responds', async () => {
    let markStarted = () => {}
    const started = new Promise<void>((resolve) => {
      markStarted = resolve
    })
    const reply = async () => {
      markStarted()
      return new ProxyResponse(401, 'no')
    }
    listener = await listen(echo, '127.0.0.1', 0, { lean: { isFor: () => true, reply } })
    const socket = net.connect(listener.port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n')
    socket.write('x'.repeat(100_000))
    await started
    expect(text).toBe('')
    socket.write(`${'x'.repeat(100_000)}GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
    await once(socket, 'close')
    expect(text.match(/HTTP\/1\.1 401/g)).toHaveLength(2)
  })
})
