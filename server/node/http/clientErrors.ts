import http from 'node:http'
import type https from 'node:https'
import type { Duplex } from 'node:stream'
import { setSecurityHeaders } from '../../proxy/http/securityHeaders'

/** A plain text response with the security headers of every response. */
export const textResponse = (status: number, text: string, headers = {}): Response =>
  setSecurityHeaders(
    new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } }),
    false,
  )

/** Returns JSON that names the part of a request that cannot be parsed. */
export type Unparsable = (part: 'target' | 'method' | 'message') => string

const codeOf = (error: Error): unknown => ('code' in error ? error.code : '')

const statusOf = (error: Error): number => {
  const code = codeOf(error)
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? 413 : 400
}

function rawBytes(status: number, headers: Headers, text: string): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`)
  const framing = [`content-length: ${Buffer.byteLength(text)}`, 'connection: close']
  const statusLine = `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}`
  return [statusLine, ...lines, ...framing, '', text].join('\r\n')
}

/** Bytes of the response to a request that Node could not parse. */
const rawResponse = (status: number, headers = {}): string =>
  rawBytes(
    status,
    textResponse(status, '', headers).headers,
    `${(http.STATUS_CODES[status] ?? '').toLowerCase()}\n`,
  )

/** Matches the start of a request to the API, in any case of letters. */
const apiRequest = /^(GET|POST) \//i

const isApiRequest = (error: Error): boolean =>
  'rawPacket' in error &&
  error.rawPacket instanceof Buffer &&
  apiRequest.test(error.rawPacket.toString('latin1', 0, 6))

/**
 * The parser expects the HTTP version after a space, so it reports a space in the target as
 * HPE_INVALID_CONSTANT.
 */
const unparsableParts: Readonly<Record<string, Parameters<Unparsable>[0]>> = {
  HPE_INVALID_CONSTANT: 'target',
  HPE_INVALID_URL: 'target',
  HPE_INVALID_METHOD: 'method',
}

function rawJson(body: string): string {
  const { headers } = textResponse(200, '')
  headers.set('content-type', 'application/json; charset=utf-8')
  headers.set('cache-control', 'no-store')
  return rawBytes(200, headers, body)
}

/**
 * Answers requests that Node refuses before they reach a handler; Node's own answers lack the
 * security headers, and CONNECT would get none. With `unparsable`, a GET or POST that cannot be
 * parsed gets status 200 and its JSON, because clients of the API treat any other status as a broken connection.
 */
export function answerClientErrors(
  server: http.Server | https.Server,
  unparsable?: Unparsable,
): void {
  const responses = new WeakMap<Duplex, http.ServerResponse>()
  server.on('request', (incoming, outgoing) => responses.set(incoming.socket, outgoing))
  server.on('clientError', (error: Error, socket: Duplex) => {
    const current = responses.get(socket)
    // The client would read these bytes as part of the response that has already started.
    const isAmidResponse = current?.headersSent === true && !current.writableFinished
    const status = statusOf(error)
    const isJson = unparsable !== undefined && status === 400 && isApiRequest(error)
    if (!socket.writable || isAmidResponse) socket.destroy()
    else if (!isJson) socket.end(rawResponse(status))
    else socket.end(rawJson(unparsable(unparsableParts[String(codeOf(error))] ?? 'message')))
  })
  server.on('connect', (_incoming, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    socket.end(rawResponse(405, { allow: 'GET' }))
  })
  server.on('checkExpectation', (_incoming, outgoing: http.ServerResponse) => {
    const { status, headers } = textResponse(417, '')
    outgoing.writeHead(status, [...headers].flat()).end('expectation failed\n')
  })
}
