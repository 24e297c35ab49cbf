import { once } from 'node:events'
import http from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { createClient } from '../../cloud/kubernetes/client/client'
import { StatusError } from '../../cloud/kubernetes/client/status'
import { NoAnswer } from '../../cloud/kubernetes/ports'
import { statusOf } from '../../test/kubernetes/stubs/apiServer'
import { freePort } from '../../test/network/freePort'
import { createSend } from './send'
import { timing } from './timing'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const tls = {
  ca: undefined,
  cert: undefined,
  key: undefined,
  servername: undefined,
  rejectUnauthorized: true,
}
const secret = 'quite-a-secret-token'

/** A client of a server on loopback that responds with `answer`. */
async function clientOf(answer: http.RequestListener, base = '') {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { send, close } = createSend(`http://127.0.0.1:${port}${base}`, async () => ({
    headers: { Authorization: `Bearer ${secret}` },
    tls,
  }))
  closing.push(async () => {
    await close()
    server.closeAllConnections()
    server.close()
  })
  return { send, client: createClient(send, timing) }
}

const { signal } = new AbortController()

it('sends the path below the server’s base path, with the credentials', async () => {
  const receivedRequests: unknown[] = []
  const { client } = await clientOf((request, response) => {
    receivedRequests.push([request.method, request.url, request.headers.authorization])
    response.end('{"ok":true}')
  }, '/clusters/one/')
  expect(await client.get('/api/v1/nodes?limit=1', signal)).toEqual({ ok: true })
  expect(receivedRequests).toEqual([
    ['GET', '/clusters/one/api/v1/nodes?limit=1', `Bearer ${secret}`],
  ])
})

it('sends nothing with certificates that cannot be read', async () => {
  const { send, close } = createSend('https://127.0.0.1:1', async () => ({
    headers: {},
    tls: { ...tls, ca: 'no certificate', cert: 'no certificate', key: 'no key' },
  }))
  const sending = send({ method: 'GET', path: '/version', signal })
  await expect(sending).rejects.toMatchObject({
    isSent: false,
    message: expect.stringContaining('certificates'),
  })
  await close()
})

it('returns the lines of a watch as they arrive, however they are split', async () => {
  const { client } = await clientOf((_request, response) => {
    response.write('{"type":"ADD')
    response.write('ED"}\n{"type":"MODIFIED"}\n{"ty')
    response.end('pe":"DELETED"}')
  })
  const lines: string[] = []
  for await (const line of await client.watch('/api/v1/pods?watch=1', signal)) lines.push(line)
  expect(lines).toEqual(['{"type":"ADDED"}', '{"type":"MODIFIED"}', '{"type":"DELETED"}'])
})

it('rejects with the server’s message', async () => {
  const { client } = await clientOf((_request, response) => {
    response.writeHead(409)
    response.end(JSON.stringify(statusOf(409, 'AlreadyExists', 'namespaces "a" already exists')))
  })
  const creation = client.write({ method: 'POST', path: '/api/v1/namespaces', body: {} })
  await expect(creation).rejects.toBeInstanceOf(StatusError)
  await expect(creation).rejects.toMatchObject({ status: 409, reason: 'AlreadyExists' })
})

it('does not mistake a proxy’s page for a response of the API server', async () => {
  const { client } = await clientOf((_request, response) => {
    response.writeHead(502)
    response.end('<html>Bad gateway</html>')
  })
  await expect(client.get('/version', signal)).rejects.toMatchObject({
    status: 502,
    message: '<html>Bad gateway</html>',
  })
})

it('distinguishes a write that was not sent from one that may have arrived', async () => {
  const { send, close } = createSend(`http://127.0.0.1:${await freePort()}`, async () => ({
    headers: {},
    tls,
  }))
  closing.push(close)
  const refused = createClient(send, timing).write({ method: 'POST', path: '/', body: {} })
  await expect(refused).rejects.toMatchObject({ code: 6200 })
  let requests = 0
  const { client } = await clientOf((request) => {
    requests += 1
    request.socket.destroy()
  })
  const brokenWrite = client.write({ method: 'POST', path: '/', body: {} })
  await expect(brokenWrite).rejects.toMatchObject({ name: 'OutcomeUnknown' })
  expect(requests).toBe(1)
})

it('says in words why an API server does not answer', async () => {
  const { send, close } = createSend(`http://127.0.0.1:${await freePort()}`, async () => ({
    headers: {},
    tls,
  }))
  closing.push(close)
  await expect(createClient(send, timing).get('/version', signal)).rejects.toThrow(
    'nothing accepts connections at its address (ECONNREFUSED)',
  )
})

it('discloses no output of a credential plugin', async () => {
  const { send, close } = createSend('http://127.0.0.1:1', () =>
    Promise.reject(new Error(`plugin failed: ${secret}`)),
  )
  closing.push(close)
  const failed = send({ method: 'GET', path: '/', signal })
  await expect(failed).rejects.toBeInstanceOf(NoAnswer)
  await expect(failed).rejects.not.toThrow(secret)
})
