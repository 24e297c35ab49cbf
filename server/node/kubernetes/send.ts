import type { Dispatcher } from 'undici'
import { type ApiAnswer, NoAnswer, type Send } from '../../cloud/kubernetes/ports'
import { codeOf, isNotSent } from '../upstream/transport'
import { agentsFor, connectTimeout } from './agents'
import { clientCertificateFault } from './clientCertificate'
import type { Credentials } from './credentials'

/** Explanations of the error codes that an operator can act on. */
const meanings: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by the authority of the kubeconfig',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by the authority of the kubeconfig',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is not signed by the authority of the kubeconfig',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is not signed by the authority of the kubeconfig',
  CERT_SIGNATURE_FAILURE: 'its certificate is not signed by the authority of the kubeconfig',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another address',
  ECONNREFUSED: 'nothing accepts connections at its address',
  ENOTFOUND: 'the name of its host is unknown',
  UND_ERR_CONNECT_TIMEOUT: `no connection within ${connectTimeout / 1000} s`,
}

/** Failures by which a server may have refused the client certificate. */
const isRefusedHandshake = (code: string) =>
  /^(ERR_SSL_|ECONNRESET$|EPIPE$|UND_ERR_SOCKET$)/.test(code)

/** Status of a proxy that does not open a tunnel; undici has no code for it. */
const proxyStatus = (message: string) => /^Proxy response \((\d+)\)/.exec(message)?.[1]

const proxyAddress = (proxy: string) => new URL(proxy).host

/** The failure of a request, in words that an operator can act on. */
function lost(error: unknown, { tls, proxy }: Credentials): NoAnswer {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const refusedStatus = proxyStatus(message)
  if (proxy !== undefined && refusedStatus !== undefined)
    return new NoAnswer(`its proxy ${proxyAddress(proxy)} answered ${refusedStatus}`, false)
  const fault = isRefusedHandshake(code) ? clientCertificateFault(tls.cert, Date.now()) : undefined
  const meaning = fault ?? meanings[code]
  const cause = meaning ? `${meaning} (${code})` : code || message
  const through = proxy === undefined ? '' : `, through the proxy ${proxyAddress(proxy)}`
  return new NoAnswer(`${cause}${through}`, !isNotSent(error))
}

async function* chunksOf(
  body: Dispatcher.ResponseData['body'],
  credentials: Credentials,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw lost(error, credentials)
  }
}

/** A Status object, as API servers send it with an error. */
async function* statusChunks(message: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(
    JSON.stringify({ kind: 'Status', reason: 'Unauthorized', message }),
  )
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
  let current: { of: string; agents: ReturnType<typeof agentsFor> } | undefined

  function currentAgents({ tls, proxy }: Credentials) {
    const key = JSON.stringify([tls, proxy])
    if (current?.of !== key) {
      const agents = agentsFor({ tls, proxy })
      void current?.agents.reads.close()
      void current?.agents.writes.close()
      current = { of: key, agents }
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
    const present = await authenticated()
    const { reads, writes } = currentAgents(present)
    try {
      const answer = await (isRead ? reads : writes).request({
        origin,
        path: `${base}${path}`,
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'gantry',
          ...(contentType !== undefined && { 'content-type': contentType }),
          ...present.headers,
        },
        body: body ?? null,
        signal,
      })
      if (answer.statusCode === 401) {
        reject()
        // The API server says only "Unauthorized".
        const fault = clientCertificateFault(present.tls.cert, Date.now())
        if (fault !== undefined) {
          await answer.body.dump()
          return { status: 401, chunks: statusChunks(fault) }
        }
      }
      return {
        status: answer.statusCode,
        retryAfter: first(answer.headers['retry-after']),
        chunks: chunksOf(answer.body, present),
      }
    } catch (error) {
      throw lost(error, present)
    }
  }

  return {
    send,
    close: async () => {
      await Promise.all([current?.agents.reads.destroy(), current?.agents.writes.destroy()])
    },
  }
}
