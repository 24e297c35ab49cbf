import type { Deployment, ReplicaSet } from './objects/deployment'

const prefix = 'gantry.io'

/**
 * Data that Gantry stores in annotations of objects; those of a Deployment are in its own metadata,
 * never in its pod template, because a change there would start a rollout.
 */
export const annotationNames = {
  /** The API's description of a service or namespace; also read if another tool wrote it. */
  description: 'description',
  /** Name and description of the cluster, on the namespace kube-system. */
  clusterName: `${prefix}/cluster-name`,
  clusterDescription: `${prefix}/cluster-description`,
  /** Replicas to apply when a paused service is resumed. */
  replicas: `${prefix}/replicas`,
  /** Marks a Deployment whose Service has not been created yet. */
  unfinished: `${prefix}/unfinished`,
  /** Hash of the pod template that a rollback returned to. */
  rollback: `${prefix}/rollback`,
  /** Settings before the last update, for its rollback; JSON with a version. */
  previous: `${prefix}/previous`,
} as const

export const annotations = {
  description: ({ metadata }: Pick<Deployment, 'metadata'>): string =>
    metadata.annotations?.[annotationNames.description] ?? '',
  /** Replicas requested while the service is paused; undefined if there was no such request. */
  replicas: ({ metadata, spec }: Deployment): number | undefined => {
    const replicasText = metadata.annotations?.[annotationNames.replicas]
    return spec.paused && replicasText !== undefined && /^\d{1,9}$/.test(replicasText)
      ? Number(replicasText)
      : undefined
  },
  /** Whether a rollback made this ReplicaSet the newest; a later change creates another one. */
  isRollback: ({ metadata }: Deployment, newest: ReplicaSet | undefined): boolean => {
    const hash = newest?.metadata.labels?.['pod-template-hash']
    return hash !== undefined && metadata.annotations?.[annotationNames.rollback] === hash
  },
}
