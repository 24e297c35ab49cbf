import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { ProxyResponse } from '../../proxy/http/messages'
import type { Peer } from '../../proxy/ports'
import { forwardSecrecy, type Tls } from '../config/tls'
import { isLoopback } from '../loopback'
import { answerClientErrors, textResponse, type Unparsable } from './clientErrors'
import { compressBody } from './compression'
import { type IsTrustedProxy, peerOf } from './forwarded'
import { type AddressedRequest, addressOf, fetchRequestOf, proxyRequestOf } from './request'
import { drain } from './requestBody'
import { createWriteBatch } from './writeBatch'

/** Answers a request from a peer. */
export type Fetch = (request: Request, peer: Peer) => Promise<Response>

export interface Listener {
  port: number
  /** Uses another certificate for new connections. */
  renew: (tls: Tls) => void
  /**
   * Accepts no new connections, and waits at most `timeout` milliseconds for requests in flight.
   */
  close: (timeout?: number) => Promise<void>
}

const defaultTimeouts = { headers: 15_000, request: 60_000, check: 5_000 }

/** Enough for the browsers and scripts of one team, and within the limits of a process. */
const defaultMaxConnections = 5_000

export interface ListenOptions {
  tls?: Tls | undefined
  /**
   * Milliseconds for the headers, for the whole request, and between two checks of these limits.
   */
  timeouts?: typeof defaultTimeouts
  /** Maximum concurrent connections; further connections are closed. */
  maxConnections?: number
  /** Proxies whose forwarding headers are trusted. */
  trusted?: IsTrustedProxy
  /** Whether to assume TLS between clients and a trusted proxy that sends no X-Forwarded-Proto. */
  isTlsInFront?: boolean
  /**
   * A faster path without the Fetch API's classes. It serves GET and HEAD for the paths that
   * `isFor` accepts, and all other methods.
   */
  lean?: {
    isFor: (path: string) => boolean
    reply: (request: AddressedRequest, peer: Peer) => Promise<ProxyResponse>
  }
  /**
   * Compresses responses for clients that accept it. Safe only for responses that reflect no
   * secrets.
   */
  isCompressed?: boolean
  /**
   * Returns the JSON with which to answer a request that the HTTP parser refuses; by default it gets
   * status 400.
   */
  unparsable?: Unparsable
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

const isProxyResponse = (answer: Response | ProxyResponse): answer is ProxyResponse =>
  'cookies' in answer

/** 204 and 304 describe a body that is not sent, so they have no Content-Length (RFC 9110, 8.6). */
const hasLength = (status: number) => status !== 204 && status !== 304

async function send(
  answer: Response | ProxyResponse,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  isLast: boolean,
  isCompressed: boolean,
) {
  const headers = headersOf(answer)
  // On a kept-alive connection the server would parse the unread rest of the body as the next
  // request.
  if (isLast || !incoming.complete) outgoing.shouldKeepAlive = false
  const isHead = incoming.method === 'HEAD'
  if (isProxyResponse(answer) && (typeof answer.body === 'string' || answer.body === null)) {
    const text = answer.body ?? ''
    if (hasLength(answer.status)) headers.push('content-length', String(Buffer.byteLength(text)))
    outgoing.writeHead(answer.status, headers).end(isHead ? undefined : text)
  } else if (!isHead && isProxyResponse(answer) && answer.body instanceof ReadableStream) {
    // Downloads are streamed, because they may not fit into memory.
    outgoing.writeHead(answer.status, headers)
    await pipeline(Readable.fromWeb(answer.body as NodeStream), outgoing)
  } else if (!isProxyResponse(answer)) {
    const uncompressed = Buffer.from(await answer.arrayBuffer())
    const acceptEncoding = isCompressed ? incoming.headers['accept-encoding'] : undefined
    const gzipped = isHead ? undefined : await compressBody(uncompressed, acceptEncoding)
    if (gzipped) headers.push('content-encoding', 'gzip')
    if (isCompressed) headers.push('vary', 'Accept-Encoding')
    const body = gzipped ?? uncompressed
    if (hasLength(answer.status)) headers.push('content-length', String(body.length))
    outgoing.writeHead(answer.status, headers).end(isHead ? undefined : body)
  } else outgoing.writeHead(answer.status, headers).end()
}

const trustNone: IsTrustedProxy = () => false

/** Returns a signal that aborts when the connection closes before the response is sent. */
function abortSignalOf(outgoing: http.ServerResponse): AbortSignal {
  const abort = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) abort.abort()
  })
  return abort.signal
}

async function respondTo(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  fetch: Fetch,
  { trusted = trustNone, isTlsInFront, isBehindProxy, lean }: ListenOptions,
): Promise<Response | ProxyResponse> {
  // The Request class rejects TRACE, so it is answered here.
  if (incoming.method === 'TRACE') return textResponse(405, 'method not allowed', { allow: 'GET' })
  const direct = peerOf(incoming, trustNone)
  if (isBehindProxy && !trusted(direct.address) && !isLoopback(direct.address)) {
    return textResponse(403, "connect through the console's proxy")
  }
  const address = addressOf(incoming)
  if (!address) return textResponse(400, 'bad request')
  const peer = peerOf(incoming, trusted, isTlsInFront)
  const isRead = incoming.method === 'GET' || incoming.method === 'HEAD'
  if (lean && (lean.isFor(address.pathname) || !isRead)) {
    const reply = await lean.reply(proxyRequestOf(incoming, address), peer)
    await drain(incoming)
    return reply
  }
  let request: Request
  try {
    request = await fetchRequestOf(incoming, address, abortSignalOf(outgoing))
  } catch {
    return textResponse(400, 'bad request')
  }
  return fetch(request, peer)
}

/**
 * Serves a function over HTTP, or over HTTPS with a certificate. Port 0 selects a free port.
 * Rejects if the port is in use.
 */
export async function listen(
  fetch: Fetch,
  host: string,
  port: number,
  options: ListenOptions = {},
): Promise<Listener> {
  let isClosing = false
  const endOfTurn = createWriteBatch()
  const { timeouts = defaultTimeouts, maxConnections = defaultMaxConnections } = options
  const serverOptions = {
    maxHeaderSize: 64 * 1024,
    // The request handler refuses a missing Host header like a repeated one, with the security
    // headers.
    requireHostHeader: false,
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: timeouts.check,
  }
  const handle = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    let answer: Response | ProxyResponse
    try {
      answer = await respondTo(incoming, outgoing, fetch, options)
    } catch {
      answer = textResponse(500, 'internal error')
    }
    try {
      await endOfTurn()
      await send(answer, incoming, outgoing, isClosing, options.isCompressed ?? false)
    } catch {
      outgoing.destroy()
    }
  }
  const secureOptions = options.tls && { ...forwardSecrecy, ...options.tls }
  const httpsServer =
    secureOptions && https.createServer({ ...serverOptions, ...secureOptions }, handle)
  const server = httpsServer ?? http.createServer(serverOptions, handle)
  server.maxConnections = maxConnections
  answerClientErrors(server, options.unparsable)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    renew: (tls) => httpsServer?.setSecureContext({ ...forwardSecrecy, ...tls }),
    close: async (timeout = 35_000) => {
      isClosing = true
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), timeout)
      await closed
      clearTimeout(timer)
    },
  }
}
