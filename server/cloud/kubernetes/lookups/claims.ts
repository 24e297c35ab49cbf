import * as z from 'zod/mini'
import type { Cluster } from '../clusters/cluster'
import { metadata } from '../objects/meta'

const quantities = () => z.optional(z.record(z.string(), z.string()))

const claim = z.object({
  metadata,
  spec: z._default(
    z.object({
      storageClassName: z.optional(z.string()),
      resources: z.optional(z.object({ requests: quantities() })),
    }),
    {},
  ),
  status: z._default(z.object({ phase: z.optional(z.string()), capacity: quantities() }), {}),
})

/** A PersistentVolumeClaim. */
export type Claim = z.output<typeof claim>

const claimList = z.object({ items: z.nullish(z.array(claim)) })

/** The claims of all namespaces; they are rarely asked for, so they are not watched. */
export async function claimsIn({ client }: Cluster, signal: AbortSignal): Promise<Claim[]> {
  const answer = await client.read('/api/v1/persistentvolumeclaims', signal)
  return z.parse(claimList, answer).items ?? []
}
