import type { ScopeKind } from './console/declare/values'

/**
 * Facts that an action declares. The proxy, the endpoint, the simulation and the SPA derive their
 * behavior from them.
 */

/** What a scope can limit inside an account. */
export type PlaceKind = Exclude<ScopeKind, 'accounts'>

/** How a call names its resources of one kind. */
export type NamedBy =
  /** A parameter with a name or a list of names. */
  | string
  | Readonly<{
      param: string
      /** The API's default if the parameter is absent. */
      default?: string
      /** The call affects all resources of the kind if this parameter has this value. */
      allIf?: ParameterValue
    }>
  /** The values of these metric dimensions. */
  | Readonly<{ dimensions: readonly string[] }>

export interface ParameterValue {
  readonly param: string
  readonly value: unknown
}

/**
 * Parameters that name the region, clusters and namespaces of a call; `account`: a scope limits no
 * resource of the call inside its account and region.
 */
export type ActionScope = 'account' | Readonly<Partial<Record<PlaceKind, NamedBy>>>

/** Fields of a row that name its region, cluster and namespace. */
export type RowScope = Readonly<Partial<Record<PlaceKind, string>>>

/** Resources that a response lists, and the part that a user with a limited scope may see. */
export type Listing<Items extends string = string> = Readonly<{
  /** Field of the response that holds the rows. */
  items: Items
  /**
   * Field of a row that holds a machine's ID, for rows that name no cluster. Users limited to
   * clusters see those of their clusters' machines.
   */
  machine?: string
}> &
  (
    | Readonly<{
        /**
         * `parameters`: all rows belong to the resources that the parameters name; `account`: no
         * row belongs to a cluster.
         */
        scopedBy: 'parameters' | 'account'
        within?: never
        narrowedBy?: never
      }>
    | Readonly<{
        /** Rows may belong to other clusters or namespaces and are filtered by these fields. */
        scopedBy: RowScope
        /** Nested object of a row with the fields of `scopedBy`; absent: the row itself. */
        within?: string
        /** Parameter that filters the list by name. Defaults to the names in the user's scope. */
        narrowedBy?: RowScope
      }>
  )

/** Names of the fields that hold a list or a map of objects. */
type RowsIn<Data> = {
  [Name in keyof Data & string]: NonNullable<Data[Name]> extends infer Value
    ? Value extends readonly (infer Row)[]
      ? Row extends object
        ? Name
        : never
      : Value extends Readonly<Record<string, infer Row>>
        ? string extends keyof Value
          ? Row extends object
            ? Name
            : never
          : never
        : never
    : never
}[keyof Data & string]

/** A read whose response holds rows must declare their owners. */
export type MustDeclareLists<Data> = [RowsIn<Data>] extends [never]
  ? { lists?: never }
  : { lists: Listing<RowsIn<Data>> }

/**
 * Names of images of the account's registry. A write to them affects the services that run them, in
 * any region, and the triggers of their repositories with the services that those triggers update.
 */
export type NamedImages = Readonly<{
  /** Kind of the names: repositories, a namespace of the registry, or one `repository:tag`. */
  by: 'repository' | 'namespace' | 'image'
  param: string
  /** Parameter with the tags; absent: all tags of the repositories. */
  tags?: string
}>

/**
 * An effect of a write outside the resources that the parameters in its scope name. Users whose
 * scope does not cover the effect are refused.
 */
export type Effect =
  /**
   * Changes the resource with this name, and the target to which the resource refers according to a
   * read.
   */
  | Readonly<{ kind: 'existing'; param: string; read: string }>
  | (Readonly<{ kind: 'images' }> & NamedImages)
  /**
   * Starts instances of the service that the parameters name, or lets a push do so: with other
   * images, or with settings that another user has prepared.
   */
  | Readonly<{
      kind: 'deployment'
      /** Parameter with the number of the service's region; absent: the region of the call. */
      region?: string
      /** A trigger, read by its name: absent parameters keep the service that it names. */
      trigger?: Readonly<{ param: string; read: string }>
    }>
  /** Uses machines of the account that belong to no cluster. */
  | Readonly<{ kind: 'machines' }>
  /** Reaches every region and cluster of the account. */
  | Readonly<{ kind: 'account' }>

/**
 * The effect of an accepted call on a service's settings; each such call is recorded as a revision.
 */
export type RevisionChange =
  /**
   * `created`, `replaced`: the parameters are the complete settings. `images`: they contain new
   * images.
   */
  | Readonly<{ kind: 'created' | 'replaced' | 'images' | 'rolledBack' | 'redeployed' | 'deleted' }>
  /** Sets one setting to the value of a parameter. */
  | Readonly<{ kind: 'setting'; setting: 'replicas' | 'serviceDesc'; param: string; absent?: '' }>

/** How a task ends; the proxy has an observer for each. */
export type TaskEnd =
  | 'clusterCreated'
  | 'clusterDeleted'
  | 'nodesAdded'
  | 'nodesRemoved'
  | 'nodeDrained'
  | 'namespacesDeleted'
  | 'serviceCreated'
  | 'serviceChanged'
  | 'serviceDeleted'

/** The cloud continues after the response; Gantry follows the task until it ends. */
export type TaskStart = Readonly<{
  end: TaskEnd
  /** Only a call with this value starts a task. */
  onlyIf?: ParameterValue
}>

/** Identical reads of an account share a response until the end of their period. */
export type SharedReads = Readonly<{
  /** Parameter with the period in seconds. */
  period: string
  /** Minimum and default period in seconds. */
  atLeast: number
}>

/** The kind of change that charts and timelines show for an action. */
export type ChangeKind = 'revision' | 'rollout' | 'scaling' | 'node'

/**
 * The confirmation that an action needs: none, a review dialog, or a review dialog in which the user types
 * the name of the resource. In production accounts every action with `confirm` needs the name.
 */
export type Guard = 'none' | 'look' | 'name'
