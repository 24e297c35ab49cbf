import { createSecureContext, type SecureContext } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { NoAnswer } from '../../cloud/kubernetes/ports'
import { codeOf } from '../upstream/transport'
import type { Credentials } from './credentials'

export const connectTimeout = 5_000

interface Agents {
  reads: Dispatcher
  writes: Dispatcher
}

/** Reads the certificates once: each write has a connection of its own, and would read them again. */
function secureContextOf({ ca, cert, key }: Credentials['tls']): SecureContext {
  try {
    return createSecureContext({
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    })
  } catch (error) {
    throw new NoAnswer(`the certificates cannot be read (${codeOf(error)})`, false)
  }
}

/** Connections to an API server, through the HTTP proxy of its kubeconfig if it names one. */
export function agentsFor({ tls, proxy }: Pick<Credentials, 'tls' | 'proxy'>): Agents {
  const { servername, rejectUnauthorized } = tls
  const connect = {
    timeout: connectTimeout,
    rejectUnauthorized,
    secureContext: secureContextOf(tls),
    ...(servername !== undefined && { servername }),
  }
  // The agent has no timeouts: requests have their own, and the body of a watch takes minutes.
  const times = { headersTimeout: 0, bodyTimeout: 0 }
  const create = (pipelining: number): Dispatcher =>
    proxy === undefined
      ? new Agent({ connect, pipelining, ...times })
      : new ProxyAgent({
          uri: proxy,
          proxyTls: { timeout: connectTimeout },
          requestTls: connect,
          pipelining,
          ...times,
        })
  return {
    reads: create(1),
    // Connections for writes are never reused: a kept-alive connection may close just as a write is
    // sent, which leaves its outcome unknown.
    writes: create(0),
  }
}
