import * as z from 'zod/mini'
import { metadata } from './meta'

/** A Kubernetes Service, which makes the pods of a CCS service reachable. */
export const access = z.object({
  metadata,
  spec: z._default(
    z.object({
      type: z._default(z.string(), 'ClusterIP'),
      clusterIP: z.optional(z.string()),
      selector: z.optional(z.record(z.string(), z.string())),
      ports: z.optional(
        z.array(
          z.object({
            name: z.optional(z.string()),
            port: z.int(),
            targetPort: z.optional(z.union([z.int(), z.string()])),
            nodePort: z.optional(z.int()),
            protocol: z._default(z.string(), 'TCP'),
          }),
        ),
      ),
    }),
    { type: 'ClusterIP' },
  ),
  status: z._default(
    z.object({
      loadBalancer: z.optional(
        z.object({
          ingress: z.optional(
            z.array(z.object({ ip: z.optional(z.string()), hostname: z.optional(z.string()) })),
          ),
        }),
      ),
    }),
    {},
  ),
})

export type Access = z.output<typeof access> & {
  /** Whether its annotations make it internal, if it is of type LoadBalancer. */
  isInner: boolean
}

/** The access type of a Service in the API's terms; the API's responses know NodePort too. */
export const accessTypeOf = ({ spec: { type }, isInner }: Access): string =>
  type === 'LoadBalancer' && isInner ? 'SvcLBTypeInner' : type
