import * as z from 'zod/mini'
import { annotationNames } from '../../annotations'
import type { Access } from '../../objects/service'
import { template } from './templates'

const accessSpec = z.object({
  accessType: z.enum(['LoadBalancer', 'SvcLBTypeInner', 'ClusterIP', 'None']),
  portMappings: z.array(
    z.object({
      lbPort: z.int(),
      containerPort: z.int(),
      nodePort: z.int(),
      protocol: z.enum(['TCP', 'UDP']),
    }),
  ),
})

export type AccessSettings = z.output<typeof accessSpec>

const schema = z.object({
  version: z.literal(1),
  /** Hash of the pod template before the update. */
  from: z.string(),
  /** Hash of the pod template after the update, which a later change by another tool replaces. */
  to: z.string(),
  /** The pod template, if no ReplicaSet has it because the service was paused. */
  template: z.optional(template),
  /** Settings before the update; absent if the update did not change them. */
  replicas: z.optional(z.int()),
  minReadySeconds: z.optional(z.int()),
  strategy: z.optional(z.record(z.string(), z.unknown())),
  description: z.optional(z.string()),
  access: z.optional(accessSpec),
})

/** The data that a rollback needs in addition to the revisions that Kubernetes keeps. */
export type Previous = z.output<typeof schema>

/** Bytes; Kubernetes allows 256 KiB for all annotations of an object. */
const maxLength = 65_536

/**
 * The annotation's text; omits a template that is too large, so that only ReplicaSets can restore
 * it.
 */
export function previousText(previous: Previous): string {
  const fullText = JSON.stringify(previous)
  if (new TextEncoder().encode(fullText).length <= maxLength) return fullText
  const { template: _large, ...rest } = previous
  return JSON.stringify(rest)
}

/** The last update; undefined if another tool has changed the template since. */
export function previousOf(
  annotations: Readonly<Record<string, string>> | undefined,
  hash: string,
): Previous | undefined {
  const text = annotations?.[annotationNames.previous]
  if (text === undefined) return undefined
  try {
    const previous = z.parse(schema, JSON.parse(text))
    return previous.to === hash ? previous : undefined
  } catch {
    return undefined
  }
}

/** The access type with which a request obtains this Service. */
function requestedTypeOf(access: Access | undefined): AccessSettings['accessType'] {
  if (!access) return 'None'
  if (access.spec.type !== 'LoadBalancer') return 'ClusterIP'
  return access.isInner ? 'SvcLBTypeInner' : 'LoadBalancer'
}

/** The access settings of a service as parameters of a request. */
export const accessSettings = (
  access: Access | undefined,
  portMappings: AccessSettings['portMappings'],
): AccessSettings => ({
  accessType: requestedTypeOf(access),
  portMappings,
})
