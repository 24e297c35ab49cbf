import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Listener, listen } from './server'

let listener: Listener
beforeEach(async () => {
  listener = await listen(async () => new Response('fine'), '127.0.0.1', 0)
})
afterEach(() => listener.close(0))

async function raw(text: string): Promise<string> {
  const socket = net.connect(listener.port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString()
  })
  await once(socket, 'close')
  return answer
}

const closeHeader = 'Connection: close\r\n\r\n'

it.each([
  ['bytes that are not an HTTP request', 'nonsense\r\n\r\n', 400],
  ['no Host', `GET / HTTP/1.1\r\n${closeHeader}`, 400],
  ['two Hosts', `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n${closeHeader}`, 400],
  ['a broken header', 'GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n', 400],
  [
    'headers that are too long',
    `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`,
    431,
  ],
  ['TRACE', `TRACE / HTTP/1.1\r\nHost: h\r\n${closeHeader}`, 405],
  ['CONNECT', `CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n${closeHeader}`, 405],
  ['an expectation', `GET / HTTP/1.1\r\nHost: h\r\nExpect: a-miracle\r\n${closeHeader}`, 417],
])('a refusal of %s has the security headers', async (_what, request, status) => {
  const answer = await raw(request)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  const head = answer.split('\r\n\r\n')[0]?.toLowerCase()
  expect(head).toContain("content-security-policy: default-src 'none'")
  for (const header of ['x-content-type-options: nosniff', 'cache-control: no-store']) {
    expect(head).toContain(header)
  }
})

it('answers a request before the broken one on its connection first', async () => {
  const answer = await raw('GET / HTTP/1.1\r\nHost: h\r\n\r\nnonsense\r\n\r\n')
  expect(answer.match(/^HTTP\/1\.1 \d+/gm)?.length).toBeLessThanOrEqual(2)
  expect(answer).not.toMatch(/fine.*HTTP\/1\.1 200/s)
})
