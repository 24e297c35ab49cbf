import http from 'node:http'
import type https from 'node:https'
import type { Duplex } from 'node:stream'
import { secure } from '../../proxy/http/securityHeaders'

/** A plain text response of this layer, with the security headers of every response. */
export const textResponse = (status: number, text: string, headers = {}): Response =>
  secure(
    new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } }),
    false,
  )

const statusOf = (error: Error): number => {
  const code = 'code' in error ? error.code : ''
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? 413 : 400
}

/** The bytes of a response to a request that Node could not parse. */
function rawResponse(status: number): string {
  const reason = http.STATUS_CODES[status] ?? ''
  const text = `${reason.toLowerCase()}\n`
  const { headers } = textResponse(status, '')
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`)
  const framing = [`content-length: ${text.length}`, 'connection: close']
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, ...framing, '', text].join('\r\n')
}

/**
 * Answers requests that Node refuses before they reach a handler. Its own answers lack the security
 * headers.
 */
export function answerClientErrors(server: http.Server | https.Server): void {
  const responses = new WeakMap<Duplex, http.ServerResponse>()
  server.on('request', (incoming, outgoing) => responses.set(incoming.socket, outgoing))
  server.on('clientError', (error: Error, socket: Duplex) => {
    const current = responses.get(socket)
    // Bytes amid another response would be taken for a part of it.
    const isAmidResponse = current?.headersSent === true && !current.writableFinished
    if (socket.writable && !isAmidResponse) socket.end(rawResponse(statusOf(error)))
    else socket.destroy()
  })
  server.on('checkExpectation', (_incoming, outgoing: http.ServerResponse) => {
    const { status, headers } = textResponse(417, '')
    outgoing.writeHead(status, [...headers].flat()).end('expectation failed\n')
  })
}
