import { once } from 'node:events'
import http from 'node:http'

/** A function from Request to Response, told the address at the other end. */
export type Fetch = (request: Request, address: string) => Promise<Response>

export interface Listening {
  port: number
  /** Takes no new connections and waits for what is in flight. */
  close: () => Promise<void>
}

const mostBytes = 1024 * 1024 + 4096

async function bodyOf(incoming: http.IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    // One byte more than any limit behind this is enough for it to say no.
    if (size > mostBytes) break
    chunks.push(chunk)
  }
  return size === 0 ? undefined : Buffer.concat(chunks)
}

async function requestOf(incoming: http.IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? undefined : await bodyOf(incoming)
  const url = `http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`
  return new Request(url, { method, headers, ...(body && { body: new Uint8Array(body) }) })
}

async function send(answer: Response, outgoing: http.ServerResponse, isHead: boolean) {
  const cookies = answer.headers.getSetCookie()
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers)
  if (cookies.length > 0) headers['set-cookie'] = cookies
  const body = Buffer.from(await answer.arrayBuffer())
  headers['content-length'] = String(body.length)
  outgoing.writeHead(answer.status, headers)
  outgoing.end(isHead ? undefined : body)
}

async function handle(
  fetch: Fetch,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
): Promise<void> {
  let request: Request
  try {
    request = await requestOf(incoming)
  } catch {
    outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('bad request\n')
    return
  }
  const answer = await fetch(request, incoming.socket.remoteAddress ?? '')
  await send(answer, outgoing, incoming.method === 'HEAD')
}

/** Serves a function by node:http; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(fetch: Fetch, host: string, port: number): Promise<Listening> {
  const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (incoming, outgoing) => {
    handle(fetch, incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  })
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  server.keepAliveTimeout = 65_000
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      server.close()
      server.closeIdleConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}
