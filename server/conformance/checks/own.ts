/** Kinds of resources that a run creates, each with the run's own name. */
export type OwnKind =
  /**
   * Marked as existing as soon as the run may buy, because the response to the purchase may be
   * lost.
   */
  | 'cluster'
  | 'namespace'
  | 'service'
  | 'second service'
  | 'broken services'
  | 'service with volumes'
  | 'reachable service'
  | 'registry namespace'
  | 'repository'
  | 'tag'
  | 'trigger'

/** Resources that a run has created, for later checks and for the deletion at the end. */
export interface Own {
  /** `gantry-…`: the name, or the prefix of the name, of each resource that the run creates. */
  readonly name: string
  /**
   * Kinds of resources that exist, or that may exist because the response to their creation was
   * lost.
   */
  readonly exists: Set<OwnKind>
  /** ID of the cluster that the run has bought. */
  clusterId?: string
  /** A node that may be relabelled, cordoned and drained. */
  node?: string | undefined
  /** A cloud disk that a service of the run may name; it is never mounted. */
  disk?: string | undefined
  /** A configuration that a service of the run may name; it is never mounted. */
  config?: Config | undefined
  /** ID of a task that has ended. */
  requestId?: number
  /** Names of the resources with which the run has filled a quota. */
  readonly filling: Readonly<Record<FilledQuota, Set<string>>>
}

/** A configuration with one of its keys; no action lists configurations. */
export interface Config {
  id: string
  version: string
  key: string
}

/** Quotas of the account that a run may fill. */
export type FilledQuota = 'namespace' | 'repo' | 'triggers'

/** A random name that is short enough for every kind of resource. */
export const ownName = (random: (bound: number) => number): string =>
  `gantry-${random(36 ** 6)
    .toString(36)
    .padStart(6, '0')}`

/** A name in the same form that no resource has. */
export const missingName = 'gantry-missing'

/** The ID of a node that does not exist. */
export const missingNode = 'ins-00000000'

/**
 * Name for resources in requests that must be refused; differs from the names of the run's
 * resources.
 */
export const newNameOf = ({ name }: Own): string => `${name}-new`
