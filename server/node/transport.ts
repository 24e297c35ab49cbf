import { Pool } from 'undici'
import { type OutgoingAnswer, type Transport, TransportError } from '../proxy/ports'

const mostBytes = 8 * 1024 * 1024
const connectTimeout = 5_000
/** Calls at once to one endpoint; more wait for their turn, within their time limit. */
const connections = 32

/** Failures before anything of the request was sent: no address, no connection, no trust. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error ? String(error.code) : ''
}

function classified(error: unknown, isTimeUp: boolean): TransportError {
  if (error instanceof TransportError) return error
  const code = codeOf(error)
  if (neverSent.test(code)) return new TransportError('unreachable', false, code)
  if (isTimeUp) return new TransportError('timeout', true, 'time is up')
  return new TransportError('closed', true, code || String(error))
}

async function limited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > mostBytes) throw new TransportError('tooLarge', true, 'the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** HTTP by undici, pools for each origin; TLS is verified, redirects are not followed. */
export function createTransport(): { transport: Transport; close: () => Promise<void> } {
  const pools = new Map<string, Pool>()

  function poolFor(origin: string, isWrite: boolean): Pool {
    const key = `${origin} ${isWrite}`
    const found = pools.get(key)
    if (found) return found
    // A kept connection may be closing as the request goes out, and then nobody knows what became of
    // it. A read is sent again; a write gets a connection of its own.
    const pipelining = isWrite ? 0 : 1
    const pool = new Pool(origin, { connections, pipelining, connect: { timeout: connectTimeout } })
    pools.set(key, pool)
    return pool
  }

  const transport: Transport = async ({ method, url, headers, body, isWrite, timeLimit }) => {
    const { origin, pathname, search } = new URL(url)
    // One limit over everything: an answer that trickles must not hold a call for ever.
    const signal = AbortSignal.timeout(timeLimit)
    const path = `${pathname}${search}`
    try {
      const pool = poolFor(origin, isWrite)
      const answer = await pool.request({ method, path, headers, body: body ?? null, signal })
      const location = first(answer.headers.location)
      const date = first(answer.headers.date)
      const heard: OutgoingAnswer = {
        status: answer.statusCode,
        contentType: first(answer.headers['content-type']) ?? '',
        ...(location !== undefined && { location }),
        ...(date !== undefined && { date }),
        body: await limited(answer.body),
      }
      return heard
    } catch (error) {
      throw classified(error, signal.aborted)
    }
  }

  return {
    transport,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}
