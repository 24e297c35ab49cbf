import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient } from '../../cloud/kubernetes/client/client'
import { refusalFor } from '../../cloud/kubernetes/client/refusals'
import { statusOf } from '../../test/kubernetes/stubs/apiServer'
import { selfSigned } from '../../test/network/certificate'
import { freePort } from '../../test/network/freePort'
import { clientCertificateWarning } from './clientCertificate'
import type { Credentials } from './credentials'
import { createSend } from './send'
import { timing } from './timing'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const day = 86_400_000
const host = 'api.example'
const { signal } = new AbortController()

async function listen(server: http.Server | https.Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** An API server with TLS, and a client of it. */
async function openServer(
  settings: https.ServerOptions,
  tls: Partial<Credentials['tls']>,
  answer: http.RequestListener = (_request, response) => response.end('{"ok":true}'),
) {
  const port = await listen(https.createServer(settings, answer))
  return { port, client: clientOf(`https://127.0.0.1:${port}`, tls) }
}

function clientOf(server: string, tls: Partial<Credentials['tls']>, proxy?: string) {
  const credentials: Credentials = {
    headers: {},
    tls: {
      ca: undefined,
      cert: undefined,
      key: undefined,
      servername: host,
      rejectUnauthorized: true,
      ...tls,
    },
    proxy,
  }
  const { send, close } = createSend(server, async () => credentials)
  closing.push(close)
  return createClient(send, timing)
}

const refusalOf = async (read: Promise<unknown>) => {
  try {
    await read
  } catch (error) {
    return refusalFor(error, false)
  }
  return undefined
}

describe('a request to an API server', () => {
  it('is refused with 6200 and the reason if the certificate of the server has expired', async () => {
    const server = selfSigned(host, 'ec', { from: Date.now() - 9 * day, to: Date.now() - day })
    const { client } = await openServer(server, { ca: server.cert })
    expect(await refusalOf(client.get('/version', signal))).toMatchObject({
      code: 6200,
      message:
        "the cluster's API server does not answer: its certificate has expired (CERT_HAS_EXPIRED)",
    })
  })

  it('is refused with 6200 and the reason if the server has another certificate', async () => {
    const { client } = await openServer(selfSigned(host), { ca: selfSigned(host).cert })
    expect(await refusalOf(client.get('/version', signal))).toMatchObject({
      code: 6200,
      message: expect.stringMatching(/not signed by the authority of the kubeconfig/),
    })
  })

  it('names the expired client certificate that the server answers with 401', async () => {
    const server = selfSigned(host)
    const to = Date.UTC(2024, 0, 31)
    const { cert, key } = selfSigned('ada', 'ec', { from: to - day, to })
    const { client } = await openServer(server, { ca: server.cert, cert, key }, (_, response) => {
      response.writeHead(401)
      response.end(JSON.stringify(statusOf(401, 'Unauthorized', 'Unauthorized')))
    })
    expect(await refusalOf(client.get('/version', signal))).toMatchObject({
      code: 4110,
      message:
        "the cluster does not accept the account's credentials: the client certificate of the kubeconfig expired at 2024-01-31T00:00:00Z",
    })
  })

  it('names the expired client certificate that ends the handshake', async () => {
    const server = selfSigned(host)
    const to = Date.UTC(2024, 0, 31)
    const ada = selfSigned('ada', 'ec', { from: to - day, to })
    const strict = { ...server, ca: ada.cert, requestCert: true, rejectUnauthorized: true }
    const { client } = await openServer(strict, { ca: server.cert, cert: ada.cert, key: ada.key })
    expect(await refusalOf(client.get('/version', signal))).toMatchObject({
      code: 6200,
      message: expect.stringMatching(
        /does not answer: the client certificate of the kubeconfig expired at 2024-01-31/,
      ),
    })
  })

  it('succeeds with a client certificate that is valid', async () => {
    const server = selfSigned(host)
    const ada = selfSigned('ada')
    const strict = { ...server, ca: ada.cert, requestCert: true, rejectUnauthorized: true }
    const { client } = await openServer(strict, { ca: server.cert, cert: ada.cert, key: ada.key })
    expect(await client.get('/version', signal)).toEqual({ ok: true })
  })
})

it('warns of client certificates a week before they expire', () => {
  const to = Date.UTC(2026, 5, 30)
  const { cert } = selfSigned('ada', 'ec', { from: to - 30 * day, to })
  expect(clientCertificateWarning(cert, to - 8 * day)).toBeUndefined()
  expect(clientCertificateWarning(cert, to - 6 * day)).toMatch(/expires at 2026-06-30T00:00:00Z$/)
  expect(clientCertificateWarning(cert, to + day)).toMatch(/expired at 2026-06-30/)
  expect(clientCertificateWarning(cert, to - 31 * day)).toMatch(/not valid before 2026-05-31/)
  expect(clientCertificateWarning('no certificate', to)).toBeUndefined()
})

/** An HTTP proxy that opens tunnels, or refuses them with a status. */
async function openProxy(refusedStatus?: number) {
  const tunnels: { target: string | undefined; authorization: string | undefined }[] = []
  const proxy = http.createServer()
  proxy.on('connect', ({ url, headers }, socket: net.Socket, head: Buffer) => {
    tunnels.push({ target: url, authorization: headers['proxy-authorization'] })
    if (refusedStatus !== undefined) {
      socket.end(`HTTP/1.1 ${refusedStatus} Refused\r\nConnection: close\r\n\r\n`)
      return
    }
    const [targetHost, port] = url?.split(':') ?? []
    const target = net.connect(Number(port), targetHost, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      target.pipe(socket).pipe(target)
    })
    const end = () => {
      target.destroy()
      socket.destroy()
    }
    target.on('error', end).on('close', end)
    socket.on('error', end).on('close', end)
  })
  return { tunnels, port: await listen(proxy) }
}

describe('a proxy of the kubeconfig', () => {
  it('carries reads, writes and watches, with TLS up to the API server', async () => {
    const server = selfSigned(host)
    const { port } = await openServer(server, {}, (request, response) => {
      response.end(JSON.stringify({ method: request.method }))
    })
    const proxy = await openProxy()
    const client = clientOf(
      `https://127.0.0.1:${port}`,
      { ca: server.cert },
      `http://ada:secret%2Fword@127.0.0.1:${proxy.port}`,
    )
    expect(await client.get('/version', signal)).toEqual({ method: 'GET' })
    for (const _write of [1, 2])
      expect(await client.write({ method: 'POST', path: '/a', body: {} })).toEqual({
        method: 'POST',
      })
    const lines: string[] = []
    for await (const line of await client.watch('/a?watch=1', signal)) lines.push(line)
    expect(lines).toEqual(['{"method":"GET"}'])
    const authorization = `Basic ${Buffer.from('ada:secret/word').toString('base64')}`
    const tunnel = { target: `127.0.0.1:${port}`, authorization }
    // Reads share a connection, and each write has its own.
    expect(proxy.tunnels).toEqual([tunnel, tunnel, tunnel])
  })

  it('is named if it refuses, and a write then counts as not sent', async () => {
    const proxy = await openProxy(407)
    const client = clientOf('https://127.0.0.1:1', {}, `http://127.0.0.1:${proxy.port}`)
    await expect(client.write({ method: 'POST', path: '/a', body: {} })).rejects.toMatchObject({
      code: 6200,
      message: `the cluster's API server does not answer: its proxy 127.0.0.1:${proxy.port} answered 407`,
    })
  })

  it('is named if nothing listens there', async () => {
    const port = await freePort()
    const client = clientOf('https://127.0.0.1:1', {}, `http://127.0.0.1:${port}`)
    await expect(client.get('/version', signal)).rejects.toThrow(
      `nothing accepts connections at its address (ECONNREFUSED), through the proxy 127.0.0.1:${port}`,
    )
  })
})
