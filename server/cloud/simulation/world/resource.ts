import * as z from 'zod/mini'

/** Fields of every resource. */
export const resource = {
  id: z.string(),
  /** Time of the resource's next lifecycle step; absent if none is pending. */
  wakeAt: z.optional(z.number()),
}

export const inCluster = { ...resource, clusterId: z.string() }

export const inService = { ...inCluster, namespace: z.string(), service: z.string() }

export const createdAt = z.number()

/** Time at which a deletion in progress completes. */
export const deletionEndsAt = z.optional(z.number())
