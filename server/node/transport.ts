import { errors, Pool } from 'undici'
import { type OutgoingAnswer, type Transport, TransportError } from '../proxy/ports'

const mostBytes = 8 * 1024 * 1024
const connectMs = 5_000

/** Failures before anything was sent. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

function classified(error: unknown, isTimeUp: boolean): TransportError {
  if (error instanceof TransportError) return error
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (neverSent.has(code)) return new TransportError('unreachable', false, message)
  const isSlow =
    isTimeUp ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  return new TransportError(isSlow ? 'timeout' : 'closed', true, message)
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

/** HTTP by undici, a pool for each origin; TLS is verified, redirects are not followed. */
export function createTransport(): { transport: Transport; close: () => Promise<void> } {
  const pools = new Map<string, Pool>()

  function poolOf(origin: string): Pool {
    const found = pools.get(origin)
    if (found) return found
    const pool = new Pool(origin, { connections: 32, connect: { timeout: connectMs } })
    pools.set(origin, pool)
    return pool
  }

  const transport: Transport = async ({ method, url, headers, body, timeoutMs }) => {
    const { origin, pathname, search } = new URL(url)
    // One limit over connection, headers and body together: a trickle must not hold a call for ever.
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const answer = await poolOf(origin).request({
        method,
        path: `${pathname}${search}`,
        headers,
        body: body ?? null,
        signal,
      })
      const text: OutgoingAnswer = {
        status: answer.statusCode,
        contentType: String(answer.headers['content-type'] ?? ''),
        body: await limited(answer.body),
      }
      return text
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
