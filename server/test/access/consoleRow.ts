import type { Kind, Plant, Prefix, Spot } from './consolePlants'

/** Parameters of a request to a route: the value of `:name`, the query and the body. */
export interface RouteParameters {
  name?: string
  query?: Readonly<Record<string, string>>
  body?: object
}

/** Resources that the requests of a row refer to. */
export interface Fixture {
  kind: Kind
  inside: Spot
  own: Plant
  /** Services outside the scope, by name prefix; only that of `zz` exists. */
  outside: Readonly<Record<Prefix, Spot>>
  /** Resources stored outside the scope. */
  hidden: Plant
  /** A mask of a secret within the scope. */
  mask: string
  /** A repository without triggers. */
  reponame: string
}

type Code = string

/** Expected responses of a route to an operator with a limited scope. */
export interface Row {
  /** A request within the scope. */
  inside: (fixture: Fixture) => RouteParameters
  /** Error code of the `inside` request; absent if the request is allowed. */
  answer?: Code | Partial<Record<Kind, Code>>
  /**
   * Requests that name a resource outside the scope or, with another prefix, a nonexistent one:
   * both get the same response.
   */
  outside?: (fixture: Fixture, prefix: Prefix) => readonly RouteParameters[]
  /** Error code of the `outside` requests; `ok` for a list that omits the named resources. */
  outsideAnswer?: Code
  /**
   * Whether the route also hides those resources from administrators. Lists of users and audit
   * entries show them to every administrator (docs/security.md, known limits).
   */
  isForAdmins?: boolean
}
