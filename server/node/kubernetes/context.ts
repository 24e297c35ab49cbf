import type { Credentials } from './credentials'

/** A cluster and the credentials for it. */
export interface Context {
  name: string
  server: string
  /** Distinguishes API servers by URL and certificate authority. */
  fingerprint: string
  /** Namespaces in the contexts of this cluster and user. */
  namespaces: readonly string[]
  /** The current credentials; cached for a few seconds. */
  credentials: () => Promise<Credentials>
  /** Discards cached credentials that the cluster has refused. */
  reject: () => void
}
