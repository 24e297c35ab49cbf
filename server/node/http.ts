import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Peer } from '../proxy/ports'
import type { Question, Reply } from '../proxy/reply'
import { peerOf, type Trusted } from './forwarded'
import { bodyOf, drop } from './incoming'
import type { Tls } from './tls'

/** A function from Request to Response, told who is at the other end. */
export type Fetch = (request: Request, peer: Peer) => Promise<Response>

export interface Listening {
  port: number
  /** Other certificates for connections from now on. */
  renew: (tls: Tls) => void
  /** Takes no new connections, and waits for what is in flight for as long as `longest` ms. */
  close: (longest?: number) => Promise<void>
}

const usual = { headers: 15_000, request: 60_000, looks: 5_000 }

export interface Listen {
  tls?: Tls | undefined
  /** Milliseconds for headers, for a whole request, and between two looks at whether they are over. */
  patience?: typeof usual
  /** Proxies in front, whose word about clients is taken. */
  trusted?: Trusted
  /** Answers without the Fetch API's classes: all but GET, and GET where it answers a path at all. */
  lean?: {
    isFor: (path: string) => boolean
    reply: (question: Question, peer: Peer) => Promise<Reply>
  }
  /** Answers nobody else than trusted proxies and this machine. */
  isBehindProxy?: boolean
}

/** One byte more than any limit behind this is enough for it to say no. */
const mostBytes = 1024 * 1024 + 1

const urlOf = ({ socket, headers, url = '/' }: http.IncomingMessage) =>
  `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? ''}${url}`

async function requestOf(incoming: http.IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const { method = 'GET' } = incoming
  const address = new URL(urlOf(incoming))
  if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers })
  const body = await bodyOf(incoming, mostBytes)
  return new Request(address, { method, headers, ...(body.length > 0 && { body }) })
}

/** The body stays where it is until somebody asks for it. Headers that came twice are joined, as the Fetch API joins them. */
function questionOf(incoming: http.IncomingMessage): Question {
  const { method = 'GET', headersDistinct } = incoming
  return {
    method,
    url: urlOf(incoming),
    headers: { get: (name) => headersDistinct[name.toLowerCase()]?.join(', ') ?? null },
    body: null,
    read: (most) => bodyOf(incoming, most),
  }
}

function headersOf(answer: Response | Reply): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers)
  const cookies = 'cookies' in answer ? answer.cookies : answer.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = [...cookies]
  return headers
}

const isReply = (answer: Response | Reply): answer is Reply => 'cookies' in answer

async function send(
  answer: Response | Reply,
  incoming: http.IncomingMessage,
  out: http.ServerResponse,
  isLast: boolean,
) {
  const headers = headersOf(answer)
  // What was not read of the request would be taken for the next one.
  if (isLast || !incoming.complete) out.shouldKeepAlive = false
  const isHead = incoming.method === 'HEAD'
  if (isReply(answer) && (typeof answer.body === 'string' || answer.body === null)) {
    const text = answer.body ?? ''
    headers['content-length'] = String(Buffer.byteLength(text))
    out.writeHead(answer.status, headers).end(isHead ? undefined : text)
  } else if (!isHead && isReply(answer) && answer.body instanceof ReadableStream) {
    // A download is sent as it is made, and may be longer than the memory.
    out.writeHead(answer.status, headers)
    await pipeline(Readable.fromWeb(answer.body as NodeStream), out)
  } else if (!isReply(answer)) {
    const body = Buffer.from(await answer.arrayBuffer())
    headers['content-length'] = String(body.length)
    out.writeHead(answer.status, headers).end(isHead ? undefined : body)
  } else out.writeHead(answer.status, headers).end()
}

const plain = (status: number, says: string, headers = {}) =>
  new Response(`${says}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })

/** A name or an address, and a port. */
const plainHost = /^([\w.-]+|\[[\da-f:.]+\])(:\d{0,5})?$/i

const isLoopback = (address: string) => /^(127\.|::1$)/.test(address)
const nobody: Trusted = () => false

async function answerTo(
  incoming: http.IncomingMessage,
  fetch: Fetch,
  { trusted = nobody, isBehindProxy = false, lean }: Listen,
): Promise<Response | Reply> {
  // Request knows no TRACE.
  if (incoming.method === 'TRACE') return plain(405, 'method not allowed', { allow: 'GET' })
  const direct = peerOf(incoming, nobody)
  if (isBehindProxy && !trusted(direct.address) && !isLoopback(direct.address)) {
    return plain(403, 'this console is reached through its proxy')
  }
  // One Host, and a path behind it: what names two places may mean another to what stands in front.
  const [name = '', ...others] = incoming.headersDistinct.host ?? []
  const isPlain = plainHost.test(name) && others.length === 0 && incoming.url?.startsWith('/')
  if (!isPlain || !URL.canParse(urlOf(incoming))) return plain(400, 'bad request')
  const peer = peerOf(incoming, trusted)
  const path = incoming.url?.split('?')[0] ?? '/'
  const isLook = incoming.method === 'GET' || incoming.method === 'HEAD'
  if (lean && (lean.isFor(path) || !isLook)) {
    const reply = await lean.reply(questionOf(incoming), peer)
    await drop(incoming)
    return reply
  }
  let request: Request
  try {
    request = await requestOf(incoming)
  } catch {
    return plain(400, 'bad request')
  }
  return fetch(request, peer)
}

/** Serves a function by HTTP, or by HTTPS given a certificate; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(
  fetch: Fetch,
  host: string,
  port: number,
  how: Listen = {},
): Promise<Listening> {
  let isClosing = false
  const { patience = usual } = how
  const options = {
    maxHeaderSize: 64 * 1024,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: patience.looks,
  }
  const handle: http.RequestListener = (incoming, out) => {
    answerTo(incoming, fetch, how)
      .catch(() => plain(500, 'internal error'))
      .then((answer) => send(answer, incoming, out, isClosing))
      .catch(() => out.destroy())
  }
  const secure = how.tls && https.createServer({ ...options, ...how.tls }, handle)
  const server = secure ?? http.createServer(options, handle)
  // More than browsers and scripts of one team need, and fewer than a process can bear.
  server.maxConnections = 5_000
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    renew: (tls) => secure?.setSecureContext(tls),
    close: async (longest = 35_000) => {
      isClosing = true
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), longest)
      await closed
      clearTimeout(timer)
    },
  }
}
