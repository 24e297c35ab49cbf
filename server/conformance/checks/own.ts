/** Kinds of resources that a run creates, each with the run's own name. */
export type OwnKind =
  /** Present as soon as the run may buy. */
  | 'cluster'
  | 'namespace'
  | 'service'
  | 'second service'
  | 'registry namespace'
  | 'repository'
  | 'tag'
  | 'trigger'

/** What a run has created, for later checks and for the deletion at the end. */
export interface Own {
  /** `gantry-…`, the name of everything that the run creates, or its beginning. */
  readonly name: string
  /** What exists, or may exist because the answer to its creation was lost. */
  readonly exists: Set<OwnKind>
  /** The cluster that the run has bought. */
  clusterId?: string
  /** A node that may be relabelled, cordoned and drained. */
  node?: string | undefined
  /** Of a task that has ended. */
  requestId?: number
}

/** Short enough for every kind of name. */
export const ownName = (random: (bound: number) => number): string =>
  `gantry-${random(36 ** 6)
    .toString(36)
    .padStart(6, '0')}`

/** A name in the same form that no resource has. */
export const missingName = 'gantry-missing'

/** The ID of a node that does not exist. */
export const missingNode = 'ins-00000000'

/** Names beside the run's own one that invalid requests would give to what they create. */
export const newNameOf = ({ name }: Own): string => `${name}-new`
