import * as z from 'zod/mini'

/**
 * The schemas of this folder list the fields that Gantry reads; parsing drops all others, so that a
 * cached object takes about a kilobyte.
 */

export const labels = () => z.optional(z.record(z.string(), z.string()))

export const time = () => z.nullish(z.string())

export const metadata = z.object({
  name: z.string(),
  namespace: z._default(z.string(), ''),
  uid: z._default(z.string(), ''),
  resourceVersion: z._default(z.string(), ''),
  generation: z.optional(z.int()),
  creationTimestamp: time(),
  deletionTimestamp: time(),
  labels: labels(),
  annotations: labels(),
  finalizers: z.optional(z.array(z.string())),
  ownerReferences: z.optional(
    z.array(
      z.object({
        kind: z.string(),
        name: z.string(),
        uid: z.string(),
        controller: z.optional(z.boolean()),
      }),
    ),
  ),
})

export type Metadata = z.output<typeof metadata>

/** Any object of a cluster. */
export interface KubernetesObject {
  metadata: Metadata
}

export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  lastTransitionTime: time(),
})

export const timeOf = (text: string | null | undefined): number =>
  text ? Date.parse(text) || 0 : 0

/** Whether the object has these labels; an empty selector matches nothing. */
export function hasLabels(
  own: Readonly<Record<string, string>> | undefined,
  selector: Readonly<Record<string, string>> | undefined,
): boolean {
  const requiredLabels = Object.entries(selector ?? {})
  return requiredLabels.length > 0 && requiredLabels.every(([key, value]) => own?.[key] === value)
}
