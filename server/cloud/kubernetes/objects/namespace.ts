import * as z from 'zod/mini'
import { metadata } from './meta'

export const namespace = z.object({
  metadata,
  status: z._default(z.object({ phase: z.optional(z.string()) }), {}),
})
