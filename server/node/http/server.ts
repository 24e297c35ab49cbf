import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { ProxyResponse } from '../../proxy/http/messages'
import type { Peer } from '../../proxy/ports'
import type { Tls } from '../config/tls'
import { peerOf, type Trusted } from './forwarded'
import { type Addressed, addressOf, questionOf, requestOf } from './request'
import { drop } from './requestBody'
import { createTurn } from './writeBatch'

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

/** More than browsers and scripts of one team need, and fewer than a process can bear. */
const mostConnections = 5_000

export interface Listen {
  tls?: Tls | undefined
  /** Milliseconds for headers, for a whole request, and between two looks at whether they are over. */
  patience?: typeof usual
  /** Connections at once; others are closed. */
  connections?: number
  /** Proxies in front, whose word about clients is taken. */
  trusted?: Trusted
  /** Answers without the Fetch API's classes: all but GET, and GET where it answers a path at all. */
  lean?: {
    isFor: (path: string) => boolean
    reply: (question: Addressed, peer: Peer) => Promise<ProxyResponse>
  }
  /** Answers nobody else than trusted proxies and this machine. */
  isBehindProxy?: boolean
}

/** Names and values in turn, as Node writes them with least ado. */
function headersOf(answer: Response | ProxyResponse): string[] {
  const list: string[] = []
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') list.push(name, value)
  }
  const cookies = 'cookies' in answer ? answer.cookies : answer.headers.getSetCookie()
  for (const value of cookies) list.push('set-cookie', value)
  return list
}

const isReply = (answer: Response | ProxyResponse): answer is ProxyResponse => 'cookies' in answer

async function send(
  answer: Response | ProxyResponse,
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
    headers.push('content-length', String(Buffer.byteLength(text)))
    out.writeHead(answer.status, headers).end(isHead ? undefined : text)
  } else if (!isHead && isReply(answer) && answer.body instanceof ReadableStream) {
    // A download is sent as it is made, and may be longer than the memory.
    out.writeHead(answer.status, headers)
    await pipeline(Readable.fromWeb(answer.body as NodeStream), out)
  } else if (!isReply(answer)) {
    const body = Buffer.from(await answer.arrayBuffer())
    headers.push('content-length', String(body.length))
    out.writeHead(answer.status, headers).end(isHead ? undefined : body)
  } else out.writeHead(answer.status, headers).end()
}

const plain = (status: number, says: string, headers = {}) =>
  new Response(`${says}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })

const isLoopback = (address: string) => /^(127\.|::1$)/.test(address)
const nobody: Trusted = () => false

async function answerTo(
  incoming: http.IncomingMessage,
  fetch: Fetch,
  { trusted = nobody, isBehindProxy = false, lean }: Listen,
): Promise<Response | ProxyResponse> {
  // Request knows no TRACE.
  if (incoming.method === 'TRACE') return plain(405, 'method not allowed', { allow: 'GET' })
  const direct = peerOf(incoming, nobody)
  if (isBehindProxy && !trusted(direct.address) && !isLoopback(direct.address)) {
    return plain(403, 'this console is reached through its proxy')
  }
  const address = addressOf(incoming)
  if (!address) return plain(400, 'bad request')
  const peer = peerOf(incoming, trusted)
  const isLook = incoming.method === 'GET' || incoming.method === 'HEAD'
  if (lean && (lean.isFor(address.pathname) || !isLook)) {
    const reply = await lean.reply(questionOf(incoming, address), peer)
    await drop(incoming)
    return reply
  }
  let request: Request
  try {
    request = await requestOf(incoming, address)
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
  const turnEnds = createTurn()
  const { patience = usual, connections = mostConnections } = how
  const options = {
    maxHeaderSize: 64 * 1024,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: patience.looks,
  }
  const handle = async (incoming: http.IncomingMessage, out: http.ServerResponse) => {
    let answer: Response | ProxyResponse
    try {
      answer = await answerTo(incoming, fetch, how)
    } catch {
      answer = plain(500, 'internal error')
    }
    try {
      await turnEnds()
      await send(answer, incoming, out, isClosing)
    } catch {
      out.destroy()
    }
  }
  const secure = how.tls && https.createServer({ ...options, ...how.tls }, handle)
  const server = secure ?? http.createServer(options, handle)
  server.maxConnections = connections
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
