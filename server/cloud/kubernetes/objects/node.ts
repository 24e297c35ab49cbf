import * as z from 'zod/mini'
import { condition, metadata } from './meta'

export const node = z.object({
  metadata,
  spec: z._default(
    z.object({
      podCIDR: z.optional(z.string()),
      podCIDRs: z.optional(z.array(z.string())),
      providerID: z.optional(z.string()),
      unschedulable: z.optional(z.boolean()),
    }),
    {},
  ),
  status: z._default(
    z.object({
      capacity: z.optional(z.record(z.string(), z.string())),
      conditions: z.optional(z.array(condition)),
      addresses: z.optional(z.array(z.object({ type: z.string(), address: z.string() }))),
      nodeInfo: z.optional(
        z.object({
          kernelVersion: z._default(z.string(), ''),
          osImage: z._default(z.string(), ''),
          operatingSystem: z._default(z.string(), ''),
        }),
      ),
    }),
    {},
  ),
})

export type Node = z.output<typeof node>

/** Status of the condition Ready; `Unknown` once the node has stopped reporting. */
export const readinessOf = ({ status }: Node): string | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.status
