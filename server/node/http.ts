import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { TLSSocket } from 'node:tls'
import type { Tls } from './tls'

/** A function from Request to Response, told the address at the other end. */
export type Fetch = (request: Request, address: string) => Promise<Response>

export interface Listening {
  port: number
  /** Takes no new connections, and waits for what is in flight for as long as `patience` ms. */
  close: (patience?: number) => Promise<void>
}

/** One byte more than any limit behind this is enough for it to say no. */
const mostBytes = 1024 * 1024 + 1
/** A client reads the refusal only after it has sent everything, so this much is read and dropped. */
const mostDropped = 16 * 1024 * 1024

/** The body, cut off at the limit. */
async function bodyOf(incoming: http.IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  const taken = new Promise<void>((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (size < mostBytes) chunks.push(chunk)
      size += chunk.length
      if (size > mostDropped) resolve()
    })
    incoming.on('end', resolve)
    incoming.on('error', reject)
  })
  await taken
  return new Uint8Array(Buffer.concat(chunks).subarray(0, mostBytes))
}

async function requestOf(incoming: http.IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const { method = 'GET', url = '/' } = incoming
  const scheme = incoming.socket instanceof TLSSocket ? 'https' : 'http'
  const address = new URL(`${scheme}://${headers.get('Host') ?? ''}${url}`)
  if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers })
  const body = await bodyOf(incoming)
  return new Request(address, { method, headers, ...(body.length > 0 && { body }) })
}

async function send(
  answer: Response,
  incoming: http.IncomingMessage,
  out: http.ServerResponse,
  isLast: boolean,
) {
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  const body = Buffer.from(await answer.arrayBuffer())
  headers['content-length'] = String(body.length)
  // What was not read of the request would be taken for the next one.
  if (isLast || !incoming.complete) out.shouldKeepAlive = false
  out.writeHead(answer.status, headers)
  out.end(incoming.method === 'HEAD' ? undefined : body)
}

const plain = (status: number, says: string, headers = {}) =>
  new Response(`${says}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })

async function answerTo(incoming: http.IncomingMessage, fetch: Fetch): Promise<Response> {
  // Request knows no TRACE.
  if (incoming.method === 'TRACE') return plain(405, 'method not allowed', { allow: 'GET' })
  let request: Request
  try {
    request = await requestOf(incoming)
  } catch {
    return plain(400, 'bad request')
  }
  return fetch(request, incoming.socket.remoteAddress ?? '')
}

/**
 * Serves a function by node:http, or by node:https where there is a certificate; port 0 takes a free
 * one. Rejects when the port is taken.
 */
export async function listen(
  fetch: Fetch,
  host: string,
  port: number,
  tls?: Tls,
): Promise<Listening> {
  let isClosing = false
  const options = {
    maxHeaderSize: 64 * 1024,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
  }
  const serve: http.RequestListener = (incoming, out) => {
    answerTo(incoming, fetch)
      .catch(() => plain(500, 'internal error'))
      .then((answer) => send(answer, incoming, out, isClosing))
      .catch(() => out.destroy())
  }
  const server = tls
    ? https.createServer({ ...options, ...tls }, serve)
    : http.createServer(options, serve)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async (patience = 35_000) => {
      isClosing = true
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), patience)
      await closed
      clearTimeout(timer)
    },
  }
}
