import { type Dispatcher, Pool } from 'undici'
import { type OutgoingResponse, type Transport, TransportError } from '../../proxy/ports'

const maxBytes = 8 * 1024 * 1024
const connectTimeout = 5_000
/**
 * Maximum concurrent calls to one endpoint: many times the limit per session
 * (calls/concurrency.ts).
 */
const maxConnections = 256

/** Errors that occur before the request is sent: name resolution, connection, TLS. */
const notSentErrors =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/

/** Returns the error code of the system or of undici; empty if there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether a request failed before it was sent. */
export const isNotSent = (error: unknown): boolean => notSentErrors.test(codeOf(error))

function classify(error: unknown): TransportError {
  if (error instanceof TransportError) return error
  const code = codeOf(error)
  if (isNotSent(error)) return new TransportError('unreachable', false, code)
  return new TransportError('closed', true, code || String(error))
}

const firstValue = (value: string | string[] | undefined) =>
  Array.isArray(value) ? value[0] : value

/**
 * One request in flight. undici's own `request` wraps the response in a stream, which dominates the
 * cost of a small response.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<OutgoingResponse>
  #resolve: (answer: OutgoingResponse) => void = () => {}
  #reject: (error: TransportError) => void = () => {}
  #controller: Dispatcher.DispatchController | undefined
  #isOver = false
  #head: Omit<OutgoingResponse, 'body'> = { status: 0, contentType: '' }
  readonly #chunks: Buffer[] = []
  #size = 0
  readonly #timer: NodeJS.Timeout

  constructor(timeLimit: number) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // One timeout covers the whole exchange, so that a response that trickles in cannot block a
    // call.
    this.#timer = setTimeout(() => {
      const isSent = this.#controller !== undefined
      this.fail(new TransportError('timeout', isSent, 'time is up'))
    }, timeLimit)
  }

  fail(error: TransportError): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#reject(error)
    this.#controller?.abort(error)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // The caller has already received a timeout, so the request must not be sent any more.
    if (this.#isOver) controller.abort(new Error('time is up'))
    else this.#controller = controller
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    const location = firstValue(headers.location)
    const date = firstValue(headers.date)
    const age = firstValue(headers.age)
    this.#head = {
      status,
      contentType: firstValue(headers['content-type']) ?? '',
      ...(location !== undefined && { location }),
      ...(date !== undefined && { date }),
      ...(age !== undefined && { age }),
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length
    if (this.#size > maxBytes) {
      this.fail(new TransportError('tooLarge', true, 'the response is too large'))
    } else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    const [only] = this.#chunks
    const body = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks)
    this.#resolve({ body: body.toString('utf8'), ...this.#head })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(classify(error))
  }
}

/** Splits URLs and caches the results, because most calls use the same few URLs. */
function createUrlSplitter() {
  const cache = new Map<string, { origin: string; path: string }>()
  return (url: string) => {
    const cached = cache.get(url)
    if (cached) return cached
    const { origin, pathname, search } = new URL(url)
    const parts = { origin, path: `${pathname}${search}` }
    if (search === '' && cache.size < 1000) cache.set(url, parts)
    return parts
  }
}

/**
 * HTTP by undici with a pool per origin. TLS certificates are verified; redirects are not followed.
 */
export function createTransport(): { transport: Transport; close: () => Promise<void> } {
  const pools = new Map<string, Pool>()

  function poolFor(origin: string, isWrite: boolean): Pool {
    const key = `${origin} ${isWrite}`
    const existing = pools.get(key)
    if (existing) return existing
    // The server may close a kept-alive connection just as a request is sent, which leaves the
    // outcome unknown. A read is then retried; each write uses a new connection.
    const pipelining = isWrite ? 0 : 1
    const pool = new Pool(origin, {
      connections: maxConnections,
      pipelining,
      connect: { timeout: connectTimeout },
      // Each exchange has its own timeout; undici's timeouts would only add timers.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    pools.set(key, pool)
    return pool
  }

  const splitUrl = createUrlSplitter()

  const transport: Transport = ({ method, url, headers, body, isWrite, timeLimit }) => {
    const { origin, path } = splitUrl(url)
    const exchange = new Exchange(timeLimit)
    try {
      poolFor(origin, isWrite).dispatch({ method, path, headers, body: body ?? null }, exchange)
    } catch (error) {
      exchange.fail(classify(error))
    }
    return exchange.answer
  }

  return {
    transport,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}
