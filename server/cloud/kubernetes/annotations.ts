import type { Deployment, ReplicaSet } from './objects/deployment'

const prefix = 'gantry.io'

/**
 * What Gantry keeps in annotations of a Deployment's own metadata, never in its pod template, whose change
 * would start a rollout.
 */
export const annotationNames = {
  /** The API's description of a service or namespace; also read where other tools wrote it. */
  description: 'description',
  /** Replicas to apply when a paused service is resumed. */
  replicas: `${prefix}/replicas`,
  /** Marks a Deployment whose Service is still to be made. */
  unfinished: `${prefix}/unfinished`,
  /** Hash of the pod template that a rollback returned to. */
  rollback: `${prefix}/rollback`,
} as const

export const annotations = {
  description: ({ metadata }: Pick<Deployment, 'metadata'>): string =>
    metadata.annotations?.[annotationNames.description] ?? '',
  /** Replicas that were asked for while the service is paused; undefined if none were. */
  replicas: ({ metadata, spec }: Deployment): number | undefined => {
    const asked = metadata.annotations?.[annotationNames.replicas]
    return spec.paused && asked !== undefined && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined
  },
  /** Whether a rollback made this ReplicaSet the newest; a later change by anybody makes another. */
  isRollback: ({ metadata }: Deployment, newest: ReplicaSet | undefined): boolean => {
    const hash = newest?.metadata.labels?.['pod-template-hash']
    return hash !== undefined && metadata.annotations?.[annotationNames.rollback] === hash
  },
}
