import * as z from 'zod/mini'
import { metadata, time } from './meta'

export const event = z.object({
  metadata,
  involvedObject: z.object({
    kind: z._default(z.string(), ''),
    namespace: z._default(z.string(), ''),
    name: z._default(z.string(), ''),
    uid: z._default(z.string(), ''),
  }),
  type: z._default(z.string(), 'Normal'),
  reason: z._default(z.string(), ''),
  message: z._default(z.string(), ''),
  count: z.nullish(z.int()),
  firstTimestamp: time(),
  lastTimestamp: time(),
  eventTime: time(),
  series: z.nullish(z.object({ count: z.nullish(z.int()), lastObservedTime: time() })),
})

export type Event = z.output<typeof event>
