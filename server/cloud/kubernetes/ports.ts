import type { PseudoNetwork } from './lookups/network'
import type { TaskStore } from './tasks/ports'

/** A request to the API server of a cluster. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with query, from the server's root. */
  path: string
  body?: string
  contentType?: string
  /** Whether a POST changes nothing, as in an access review, so that it may reuse a connection. */
  isRead?: boolean
  signal: AbortSignal
}

export interface ApiAnswer {
  status: number
  /** Value of the Retry-After header. */
  retryAfter?: string | undefined
  /** The body as it arrives; the body of a watch takes minutes. */
  chunks: AsyncIterable<Uint8Array>
}

/** The server sent no response. `isSent`: whether the request may have arrived. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly isSent: boolean,
  ) {
    super(message)
    this.name = 'NoAnswer'
  }
}

/**
 * Sends a request with the cluster's credentials; rejects with NoAnswer if there is no response.
 */
export type Send = (request: ApiRequest) => Promise<ApiAnswer>

/** How a cluster marks Services of type LoadBalancer as internal, for SvcLBTypeInner. */
export interface InnerAccess {
  /** Annotations of such a Service. */
  annotations: Readonly<Record<string, string>>
  /** ID of the only subnet that a request can name. */
  subnetId: string
}

/** One context of a kubeconfig. */
export interface ClusterSource {
  /** Name of the context. */
  name: string
  /** Long form, e.g. `ap-guangzhou`. */
  region: string
  /** URL of the API server. */
  server: string
  /** Namespaces that the account is limited to; all if absent. */
  namespaces?: readonly string[]
  /** Namespaces to use if the credentials may not list services in all. */
  ownNamespaces?: readonly string[]
  /** Distinguishes API servers by URL and certificate authority. */
  fingerprint: string
  /** How Services get internal load balancers; absent if the cluster has none. */
  innerAccess?: InnerAccess
  send: Send
}

export interface Timing {
  /** Milliseconds since 1970. */
  now: () => number
  /** Resolves after this time, or at once when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** A random number from 0 to 1. */
  random: () => number
}

/** An object that a console wrote to a cluster. */
export interface WrittenObject {
  clusterId: string
  path: string
  /** resourceVersion after the write; empty if the object was deleted at once. */
  version: string
  /** Milliseconds since 1970, by the clock of the writer. */
  at: number
}

/** The recent writes of all consoles that share a store. */
export interface SharedWrites {
  add: (object: WrittenObject) => Promise<void>
  recent: (clusterId: string, since: number) => Promise<readonly WrittenObject[]>
}

export interface KubernetesPorts {
  /** The clusters at the start. */
  clusters: readonly ClusterSource[]
  tasks: TaskStore
  /** Absent if no other console shares the store. */
  writes?: SharedWrites | undefined
  network?: PseudoNetwork | undefined
  timing: Timing
  /** Receives failures of watches, never credentials. */
  log: (message: string) => void
}
