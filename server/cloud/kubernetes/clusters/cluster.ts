import * as z from 'zod/mini'
import { sha256Bytes } from '../../../wire/digest'
import { type ClusterCache, startCache } from '../cache/clusterCache'
import type { ChangedRow } from '../cache/kinds'
import { type Client, createClient } from '../client/client'
import { StatusError } from '../client/status'
import type { ClusterSource, KubernetesPorts } from '../ports'

const idCharacters = '0123456789abcdefghijklmnopqrstuvwxyz'

/** An ID in the form of the API: `cls-` and eight letters or digits. */
async function idOf(text: string): Promise<string> {
  const bytes = await sha256Bytes(text)
  return `cls-${[...bytes.slice(0, 8)].map((byte) => idCharacters[byte % 36] ?? '0').join('')}`
}

const withUid = z.object({ metadata: z.object({ uid: z.string() }) })

/** A cluster: its API server and its cached objects. */
export interface Cluster {
  /** Derived from the cluster itself, or from its address while the cluster cannot be read. */
  id: string
  source: ClusterSource
  client: Client
  cache: ClusterCache
  /** Whether this is, or once was, the cluster's ID. */
  isCalled: (id: string) => boolean
}

const retryDelay = 5_000

/**
 * Connects to a cluster; resolves at once. The ID is derived from the UID of the namespace
 * kube-system, which stays the same when the API server gets another address.
 */
export async function openCluster(
  source: ClusterSource,
  { writes, timing, log }: Pick<KubernetesPorts, 'writes' | 'timing' | 'log'>,
  onChange: (cluster: Cluster, changed: ChangedRow) => void,
  signal: AbortSignal,
): Promise<Cluster> {
  const client = createClient(source.send, timing, (write, answer) =>
    cluster.cache.report(write, answer),
  )
  const addressId = await idOf(source.fingerprint)
  const cluster: Cluster = {
    id: addressId,
    source,
    client,
    cache: startCache(
      {
        client,
        source,
        writes,
        onChange: (changed) => onChange(cluster, changed),
        clusterId: () => cluster.id,
        timing,
        log: (message) => log(`cluster ${source.name}: ${message}`),
      },
      signal,
    ),
    isCalled: (id) => id === cluster.id || id === addressId,
  }
  async function identify(): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await client.get('/api/v1/namespaces/kube-system', signal)
        cluster.id = await idOf(z.parse(withUid, answer).metadata.uid)
        return
      } catch (error) {
        if (error instanceof StatusError && [403, 404].includes(error.status)) return
        await timing.wait(retryDelay, signal)
      }
    }
  }
  const identified = identify()
  // Wait for a responsive cluster, so that its first listing already has its own ID.
  await Promise.race([identified, timing.wait(2_000, signal)])
  return cluster
}
