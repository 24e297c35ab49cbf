import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'

/** A recorded request, and whether its signature equals the independently computed one. */
export interface ReceivedRequest {
  method: string
  /** The Host header. */
  host: string
  path: string
  params: Record<string, string>
  isSigned: boolean
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: string
}

/**
 * `hang`: never answers; `close`: closes the connection without a response; `half`: closes it
 * within the response.
 */
export type UpstreamReply = 'hang' | 'close' | 'half' | Reply

export interface Upstream {
  url: string
  received: ReceivedRequest[]
  /** Answers the next requests; by default like the API. */
  reply: (received: ReceivedRequest) => UpstreamReply | Promise<UpstreamReply>
  /** Omits values that begin with `@` from the signature of a POST, as the vendor's SDKs do. */
  skipsFiles: boolean
  close: () => Promise<void>
}

export const secretKey = 'upstreamSecretKeyThatNobodyMaySee01'
export const secretId = 'AKIDupstreamSecretIdentifier00000001'

export const envelope = (code: number, codeDesc: string, message = '', data?: object): Reply => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ code, codeDesc, message, ...(data && { data }) }),
})

/** Computes the signature from the API document, independently of the project's code. */
function signatureOf(received: Omit<ReceivedRequest, 'isSigned'>, skipsFiles: boolean): string {
  const { method, host, path, params } = received
  const signedText = Object.keys(params)
    .filter((name) => name !== 'Signature')
    .filter((name) => !(skipsFiles && method === 'POST' && params[name]?.startsWith('@')))
    .map((name) => [name.split('_').join('.'), params[name]])
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? '')))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const hash = params.SignatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1'
  return createHmac(hash, secretKey)
    .update(`${method}${host}${path}?${signedText}`)
    .digest('base64')
}

async function readRequest(
  incoming: http.IncomingMessage,
  skipsFiles: boolean,
): Promise<ReceivedRequest> {
  let body = ''
  for await (const chunk of incoming) body += String(chunk)
  const { method = '', url = '', headers } = incoming
  const [path = '', query = ''] = url.split('?')
  const params = Object.fromEntries(new URLSearchParams(method === 'GET' ? query : body))
  const received = { method, host: headers.host ?? '', path, params }
  return { ...received, isSigned: signatureOf(received, skipsFiles) === params.Signature }
}

function writeReply(options: UpstreamReply, out: http.ServerResponse): void {
  if (options === 'hang') return
  if (options === 'close') out.socket?.destroy()
  else if (options === 'half') {
    out.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '400' })
    out.write('{"code":0,"message":"","data":{"clusters":[', () => out.socket?.destroy())
  } else out.writeHead(options.status ?? 200, options.headers).end(options.body)
}

/** Starts an endpoint on a real socket that misbehaves on demand. */
export async function startUpstream(): Promise<Upstream> {
  const upstream = {
    received: [] as ReceivedRequest[],
    skipsFiles: false,
    reply: ({ isSigned }: ReceivedRequest): UpstreamReply | Promise<UpstreamReply> =>
      isSigned ? envelope(0, 'Success', '', {}) : envelope(4100, 'AuthFailure', '(10030)bad'),
  }
  const server = http.createServer(async (incoming, out) => {
    const received = await readRequest(incoming, upstream.skipsFiles)
    upstream.received.push(received)
    writeReply(await upstream.reply(received), out)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return Object.assign(upstream, {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  })
}
