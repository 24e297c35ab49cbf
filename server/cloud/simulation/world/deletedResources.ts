import * as z from 'zod/mini'
import { createdAt, inCluster } from './resource'
import { podHistory } from './serviceResources'

/** Data of a deleted pod that its metrics need. */
const deletedPod = z.object({ ...podHistory, stoppingAt: z.number() })

/**
 * Data of a removed node that its metrics need. The ID contains `createdAt`, because the machine
 * may join a cluster again.
 */
const deletedNode = z.object({
  ...inCluster,
  nodeId: z.string(),
  createdAt,
  readyAt: z.number(),
  pastFaults: z.optional(
    z.array(z.object({ reason: z.string(), from: z.number(), to: z.number() })),
  ),
  /** Number of cores. */
  cpu: z.number(),
  /** Memory in GB. */
  mem: z.number(),
  deletedAt: z.number(),
})

export const deletedResourceSchemas = { deletedPod, deletedNode }

export type DeletedPod = z.output<typeof deletedPod>
export type DeletedNode = z.output<typeof deletedNode>
