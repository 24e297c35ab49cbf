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

const statusOf = (error: Error): number => {
  const code = 'code' in error ? error.code : ''
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
const rawResponse = (status: number): string =>
  rawBytes(
    status,
    textResponse(status, '').headers,
    `${(http.STATUS_CODES[status] ?? '').toLowerCase()}\n`,
  )

const isApiRequest = (error: Error): boolean =>
  'rawPacket' in error &&
  error.rawPacket instanceof Buffer &&
  /^(GET|POST) \//.test(error.rawPacket.toString('latin1', 0, 6))

function rawJson(body: string): string {
  const { headers } = textResponse(200, '')
  headers.set('content-type', 'application/json; charset=utf-8')
  headers.set('cache-control', 'no-store')
  return rawBytes(200, headers, body)
}

/**
 * Answers requests that Node refuses before they reach a handler; Node's own answers lack the
 * security headers. With `unparsable`, a GET or POST that cannot be parsed gets status 200 and this
 * JSON, because clients of the API treat any other status as a broken connection.
 */
export function answerClientErrors(server: http.Server | https.Server, unparsable?: string): void {
  const responses = new WeakMap<Duplex, http.ServerResponse>()
  server.on('request', (incoming, outgoing) => responses.set(incoming.socket, outgoing))
  server.on('clientError', (error: Error, socket: Duplex) => {
    const current = responses.get(socket)
    // The client would read these bytes as part of the response that has already started.
    const isAmidResponse = current?.headersSent === true && !current.writableFinished
    const status = statusOf(error)
    const isJson = unparsable !== undefined && status === 400 && isApiRequest(error)
    if (!socket.writable || isAmidResponse) socket.destroy()
    else socket.end(isJson ? rawJson(unparsable) : rawResponse(status))
  })
  server.on('checkExpectation', (_incoming, outgoing: http.ServerResponse) => {
    const { status, headers } = textResponse(417, '')
    outgoing.writeHead(status, [...headers].flat()).end('expectation failed\n')
  })
}
