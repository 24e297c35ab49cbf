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

/** Answers a request from a peer. */
export type Fetch = (request: Request, peer: Peer) => Promise<Response>

export interface Listening {
  port: number
  /** Uses another certificate for new connections. */
  renew: (tls: Tls) => void
  /** Accepts no new connections and waits at most `longest` ms for requests in flight. */
  close: (longest?: number) => Promise<void>
}

const usual = { headers: 15_000, request: 60_000, looks: 5_000 }

/** More than the browsers and scripts of one team need, and less than a process can hold. */
const mostConnections = 5_000

export interface Listen {
  tls?: Tls | undefined
  /** Milliseconds for the headers, for a whole request, and between two checks of these limits. */
  patience?: typeof usual
  /** Maximum concurrent connections; further ones are closed. */
  connections?: number
  /** Proxies whose forwarding headers are trusted. */
  trusted?: Trusted
  /**
   * A faster path without the Fetch API's classes: all methods but GET and HEAD, and these for
   * paths that `isFor` accepts.
   */
  lean?: {
    isFor: (path: string) => boolean
    reply: (question: Addressed, peer: Peer) => Promise<ProxyResponse>
  }
  /** Refuses all peers except trusted proxies and this machine. */
  isBehindProxy?: boolean
}

/** Alternating names and values, the form that Node writes fastest. */
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
  // On a kept-alive connection the unread rest would be parsed as the next request.
  if (isLast || !incoming.complete) out.shouldKeepAlive = false
  const isHead = incoming.method === 'HEAD'
  if (isReply(answer) && (typeof answer.body === 'string' || answer.body === null)) {
    const text = answer.body ?? ''
    headers.push('content-length', String(Buffer.byteLength(text)))
    out.writeHead(answer.status, headers).end(isHead ? undefined : text)
  } else if (!isHead && isReply(answer) && answer.body instanceof ReadableStream) {
    // Downloads are streamed: they may not fit into memory.
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

/** Aborted when the connection closes before the response is sent. */
function abortedWith(out: http.ServerResponse): AbortSignal {
  const abort = new AbortController()
  out.once('close', () => {
    if (!out.writableFinished) abort.abort()
  })
  return abort.signal
}

async function answerTo(
  incoming: http.IncomingMessage,
  out: http.ServerResponse,
  fetch: Fetch,
  { trusted = nobody, isBehindProxy = false, lean }: Listen,
): Promise<Response | ProxyResponse> {
  // The Request class rejects TRACE.
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
    request = await requestOf(incoming, address, abortedWith(out))
  } catch {
    return plain(400, 'bad request')
  }
  return fetch(request, peer)
}

/**
 * Serves a function over HTTP, or HTTPS given a certificate. Port 0 picks a free port; rejects if
 * the port is in use.
 */
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
      answer = await answerTo(incoming, out, fetch, how)
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
