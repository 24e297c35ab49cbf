import type { ScopeKind } from './console/declare/values'

/**
 * Kinds of facts that an action's entry declares. The proxy, the endpoint, the simulation and the SPA derive
 * from them; no other table names actions.
 */

/** What a scope can limit inside an account. */
export type PlaceKind = Exclude<ScopeKind, 'accounts'>

/** How a call names the resources of one kind that it is about. */
export type NamedBy =
  /** The parameter, which holds one name or a list. */
  | string
  | Readonly<{
      param: string
      /** The name that the API takes where the parameter is not sent. */
      default?: string
      /** The call is about all resources of the kind where this parameter has this value. */
      allIf?: ParameterValue
    }>
  /** The values of these dimensions of a metric. */
  | Readonly<{ dimensions: readonly string[] }>

export interface ParameterValue {
  readonly param: string
  readonly value: unknown
}

/**
 * Parameters that name the region, clusters and namespaces that a call is about; `account`: it is about
 * nothing that a scope limits inside the account and region that it is sent to.
 */
export type ActionScope = 'account' | Readonly<Partial<Record<PlaceKind, NamedBy>>>

/** Fields of a row that name the region, cluster and namespace that it belongs to. */
export type RowScope = Readonly<Partial<Record<PlaceKind, string>>>

/** Resources that an answer lists, and the part of them that a user of limited scope may see. */
export type Listing<Items extends string = string> = Readonly<{
  /** Field of the response that holds the rows. */
  items: Items
}> &
  (
    | Readonly<{
        /** `parameters`: all rows belong to what the parameters name; `account`: no row belongs to a cluster. */
        scopedBy: 'parameters' | 'account'
        within?: never
        narrowedBy?: never
      }>
    | Readonly<{
        /** Rows of other clusters or namespaces are among them, and are filtered by these fields. */
        scopedBy: RowScope
        /** Field of a row that holds the fields of `scopedBy`; absent: the row itself. */
        within?: string
        /** Parameter that limits the list to these names. It is set to the scope where the caller leaves it out. */
        narrowedBy?: RowScope
      }>
  )

/** Names of the fields that hold a list, or a map, of objects. */
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

/** A read whose answer holds rows must declare whose they are. */
export type MustDeclareLists<Data> = [RowsIn<Data>] extends [never]
  ? { lists?: never }
  : { lists: Listing<RowsIn<Data>> }

/** Effects on clusters that the parameters do not name. */
export type Effects =
  /** Changes the resource of this name, and with it the cluster that the resource names: a read tells which. */
  | Readonly<{ kind: 'existing'; param: string; read: string }>
  /** Pushes an image to the repository that this parameter names, whose triggers update services anywhere. */
  | Readonly<{ kind: 'push'; param: string }>

/** What an accepted call makes of a service's settings; each such call is recorded as a revision. */
export type RevisionChange =
  /** `created`, `replaced`: the parameters are the whole settings. `images`: they hold new images. */
  | Readonly<{ kind: 'created' | 'replaced' | 'images' | 'rolledBack' | 'redeployed' | 'deleted' }>
  /** One setting takes the value of a parameter. */
  | Readonly<{ kind: 'setting'; setting: 'replicas' | 'serviceDesc'; param: string; absent?: '' }>

/** What the end of a task looks like; the proxy has one observation for each. */
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

/** The cloud works on after it has answered; Gantry follows the task until its end. */
export type TaskStart = Readonly<{
  end: TaskEnd
  /** Only a call with this value starts a task. */
  onlyIf?: ParameterValue
}>

/** Identical reads of one account get the same answer until the period that they ask for ends. */
export type SharedReads = Readonly<{
  /** Parameter that holds the length of the period, in seconds. */
  period: string
  /** Shortest period, in seconds; also where none is sent. */
  atLeast: number
}>

/** What kind of change a chart and a time line show for an action. */
export type ChangeKind = 'revision' | 'rollout' | 'scaling' | 'node'

/**
 * The confirmation that an action needs: none, a review dialog, or a review dialog in which the user types
 * the name of the resource. In production accounts every action with `confirm` needs the name.
 */
export type Guard = 'none' | 'look' | 'name'
