import net from 'node:net'
import { expect, it } from 'vitest'
import { listen } from './server'

/**
 * Sends a request piece by piece without completing it, and waits for the server to close the
 * connection.
 */
function trickle(port: number, start: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = net.connect(port, '127.0.0.1')
    socket.write(start)
    const timer = setInterval(() => socket.write('X: y\r\n'), 20)
    const finish = () => {
      clearInterval(timer)
      resolve(text)
    }
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('error', finish)
    socket.on('close', finish)
  })
}

const head = 'GET / HTTP/1.1\r\nHost: x\r\n'
const body = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'

it.each([
  ['headers', head, { headers: 600, request: 60_000 }],
  ['a body', body, { headers: 600, request: 1000 }],
])(
  'closes a connection that never finishes sending %s, and serves others meanwhile',
  async (_what, start, times) => {
    const timeouts = { ...times, check: 50 }
    const served = await listen(async () => new Response('ok'), '127.0.0.1', 0, { timeouts })
    const { port } = served
    const slow = trickle(port, start)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    expect(await slow).toMatch(/^HTTP\/1\.1 408/)
    await served.close()
  },
)
