import type { ScopeKind } from './console/declare/values'

/**
 * Facts that an action declares. The proxy, the endpoint, the simulation and the SPA derive their
 * behaviour from them.
 */

/** The kinds of resources that a scope can limit inside an account. */
export type PlaceKind = Exclude<ScopeKind, 'accounts'>

/** How a call names its resources of one kind. */
export type NamedBy =
  /** Parameter with a name or a list of names. */
  | string
  | Readonly<{
      param: string
      /** The API's default if the parameter is absent. */
      default?: string
      /** The call affects all resources of the kind if this parameter has this value. */
      allIf?: ParameterValue
    }>
  /** The names are the values of these metric dimensions. */
  | Readonly<{ dimensions: readonly string[] }>

export interface ParameterValue {
  readonly param: string
  readonly value: unknown
}

/**
 * Parameters that name the region, clusters and namespaces of a call. `account`: inside its account
 * and region, a scope limits no resource of the call.
 */
export type ActionScope = 'account' | Readonly<Partial<Record<PlaceKind, NamedBy>>>

/** Fields of a row that name its region, cluster and namespace. */
export type RowScope = Readonly<Partial<Record<PlaceKind, string>>>

/** A list beside the main one of a response. `parameters`: as in `Listing`. */
export type OtherList<Items extends string = string> = Readonly<{
  items: Items
  scopedBy: 'parameters' | RowScope
}>

/**
 * The resources that a response lists, and how to select those that a user with a limited scope may
 * see.
 */
export type Listing<Items extends string = string> = Readonly<{
  /** Field of the response that holds the rows. */
  items: Items
  /**
   * Field of a row that holds a machine's ID, for rows that name no cluster. Users limited to
   * clusters see only the machines of their clusters.
   */
  machine?: string
  /** Further lists of the response, each of whose rows has the fields of its scope. */
  others?: readonly OtherList<Items>[]
}> &
  (
    | Readonly<{
        /**
         * `parameters`: all rows belong to the resources that the parameters name. `account`: no
         * row belongs to a cluster.
         */
        scopedBy: 'parameters' | 'account'
        within?: never
        narrowedBy?: never
      }>
    | Readonly<{
        /** Rows may belong to other clusters or namespaces, and are filtered by these fields. */
        scopedBy: RowScope
        /** Nested object of a row that has the fields of `scopedBy`; if absent, the row itself. */
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

/**
 * A read whose response contains rows must declare which field scopes them. The proxy refuses a
 * response with a list that neither `items` nor `others` names to users with a limited scope.
 */
export type MustDeclareLists<Data> = [RowsIn<Data>] extends [never]
  ? { lists?: never }
  : { lists: Listing<RowsIn<Data>> }

/**
 * Names of images in the account's registry. Writing an image affects the services that run it, in
 * any region; the triggers of its repository; and the services that those triggers update.
 */
export type NamedImages = Readonly<{
  /** What the names are: repositories, a namespace of the registry, or one `repository:tag`. */
  by: 'repository' | 'namespace' | 'image'
  param: string
  /** Parameter with the tags; if absent, all tags of the repositories. */
  tags?: string
}>

/**
 * An effect of a write on resources other than those that the parameters in its scope name. Users
 * whose scope does not cover the effect are refused.
 */
export type Effect =
  /** Changes the named resource, and the target that the resource refers to according to a read. */
  | Readonly<{ kind: 'existing'; param: string; read: string }>
  | (Readonly<{ kind: 'images' }> & NamedImages)
  /**
   * Starts instances of the service that the parameters name, or lets a push start them: with other
   * images, or with settings that another user has prepared.
   */
  | Readonly<{
      kind: 'deployment'
      /** Parameter with the number of the service's region; if absent, the region of the call. */
      region?: string
      /**
       * Parameter with a trigger's name, and the action that reads the trigger; its stored values
       * are the defaults of absent parameters.
       */
      trigger?: Readonly<{ param: string; read: string }>
    }>
  /** Uses machines of the account that belong to no cluster. */
  | Readonly<{ kind: 'machines' }>
  /** Affects every region and cluster of the account. */
  | Readonly<{ kind: 'account' }>

/**
 * The effect of an accepted call on a service's settings; each such call is recorded as a revision.
 */
export type RevisionChange =
  /**
   * `created`, `replaced`: the parameters are the complete settings. `images`: the parameters
   * contain new images.
   */
  | Readonly<{ kind: 'created' | 'replaced' | 'images' | 'rolledBack' | 'redeployed' | 'deleted' }>
  /** Sets one setting to the value of a parameter. */
  | Readonly<{ kind: 'setting'; setting: 'replicas' | 'serviceDesc'; param: string; absent?: '' }>

/** The outcome that a task waits for; the proxy has an observer for each. */
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
  /** Only calls with this parameter value start a task. */
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
 * The confirmation that an action needs: none, a review dialog, or a review dialog in which the
 * user types the resource's name. In production accounts, every action with `confirm` needs the
 * name.
 */
export type Guard = 'none' | 'look' | 'name'
