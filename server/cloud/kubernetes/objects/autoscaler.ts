import * as z from 'zod/mini'
import { metadata } from './meta'

/** A HorizontalPodAutoscaler, which sets the replicas of its target. */
export const autoscaler = z.object({
  metadata,
  spec: z.object({
    scaleTargetRef: z.object({
      kind: z._default(z.string(), ''),
      name: z._default(z.string(), ''),
    }),
  }),
})

export const autoscalerList = z.object({ items: z.array(autoscaler) })

export type Autoscaler = z.output<typeof autoscaler>
