/** What a run creates. Each name is set when the resource exists, and deleted at the end. */
export interface Own {
  /** `gantry-…`, the name of everything that the run creates. */
  readonly name: string
  /** The namespace in the cluster exists. */
  hasNamespace?: boolean
  /** The service `name` in the namespace exists, as do its instances. */
  hasService?: boolean
  /** An instance of the service. */
  instance?: string
  /** The namespace in the registry exists. */
  hasRegistryNamespace?: boolean
  /** The repository `<name>/app` exists. */
  hasRepository?: boolean
  /** A tag of that repository. */
  tag?: string
  hasTrigger?: boolean
  /** A node that the run may relabel, cordon and drain. */
  node?: string
  /** A cluster that the run has bought. */
  clusterId?: string
}

/** The longest name that repositories and namespaces of all backends accept is longer. */
export const ownName = (random: (bound: number) => number): string =>
  `gantry-${random(36 ** 6)
    .toString(36)
    .padStart(6, '0')}`

/** A name in the same form that no resource has. */
export const missingName = 'gantry-missing'
