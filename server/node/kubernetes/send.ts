import { Agent, type Dispatcher } from 'undici'
import { type ApiAnswer, NoAnswer, type Send } from '../../cloud/kubernetes/ports'
import { codeOf, isNotSent } from '../upstream/transport'

/** Credentials for requests to an API server. */
export interface Credentials {
  headers: Readonly<Record<string, string>>
  tls: {
    ca: string | undefined
    cert: string | undefined
    key: string | undefined
    servername: string | undefined
    rejectUnauthorized: boolean
  }
}

const connectTimeout = 5_000

const agentFor = ({ ca, cert, key, servername, rejectUnauthorized }: Credentials['tls']) => {
  const connect = {
    timeout: connectTimeout,
    rejectUnauthorized,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && { servername }),
  }
  // The agent has no timeouts: requests have their own, and the body of a watch takes minutes.
  const times = { headersTimeout: 0, bodyTimeout: 0 }
  return {
    reads: new Agent({ connect, pipelining: 1, ...times }),
    // Connections for writes are never reused: a kept-alive connection may close just as a write is
    // sent, which leaves its outcome unknown.
    writes: new Agent({ connect, pipelining: 0, ...times }),
  }
}

/** What a code means that an operator can correct. */
const meanings: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by the authority of the kubeconfig',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by the authority of the kubeconfig',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is not signed by the authority of the kubeconfig',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another address',
  ECONNREFUSED: 'nothing accepts connections at its address',
  ENOTFOUND: 'the name of its host is unknown',
  UND_ERR_CONNECT_TIMEOUT: `no connection within ${connectTimeout / 1000} s`,
}

function lost(error: unknown): NoAnswer {
  const code = codeOf(error)
  const meaning = meanings[code]
  const message = error instanceof Error ? error.message : String(error)
  return new NoAnswer(meaning ? `${meaning} (${code})` : code || message, !isNotSent(error))
}

async function* chunksOf(body: Dispatcher.ResponseData['body']): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw lost(error)
  }
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/**
 * Sends requests to an API server, with the current credentials. `reject` is called when the server
 * refuses them.
 */
export function createSend(
  server: string,
  credentials: () => Promise<Credentials>,
  reject: () => void = () => {},
) {
  const { origin, pathname } = new URL(server)
  const base = pathname.replace(/\/$/, '')
  let current: { of: string; agents: ReturnType<typeof agentFor> } | undefined

  function agentsFor(tls: Credentials['tls']) {
    const tlsKey = JSON.stringify(tls)
    if (current?.of !== tlsKey) {
      void current?.agents.reads.close()
      void current?.agents.writes.close()
      current = { of: tlsKey, agents: agentFor(tls) }
    }
    return current.agents
  }

  async function authenticated(): Promise<Credentials> {
    try {
      return await credentials()
    } catch {
      // The plugin's message is omitted: it may contain the credentials.
      throw new NoAnswer('the credentials cannot be read', false)
    }
  }

  const send: Send = async ({
    method,
    path,
    body,
    contentType,
    isRead = method === 'GET',
    signal,
  }): Promise<ApiAnswer> => {
    const { headers, tls } = await authenticated()
    const { reads, writes } = agentsFor(tls)
    try {
      const answer = await (isRead ? reads : writes).request({
        origin,
        path: `${base}${path}`,
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'gantry',
          ...(contentType !== undefined && { 'content-type': contentType }),
          ...headers,
        },
        body: body ?? null,
        signal,
      })
      if (answer.statusCode === 401) reject()
      return {
        status: answer.statusCode,
        retryAfter: first(answer.headers['retry-after']),
        chunks: chunksOf(answer.body),
      }
    } catch (error) {
      throw lost(error)
    }
  }

  return {
    send,
    close: async () => {
      await Promise.all([current?.agents.reads.destroy(), current?.agents.writes.destroy()])
    },
  }
}
