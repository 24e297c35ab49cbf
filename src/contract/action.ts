import * as z from 'zod/mini'
import type {
  ActionScope,
  ChangeKind,
  Effect,
  Guard,
  Listing,
  MustDeclareLists,
  RevisionChange,
  SharedReads,
  TaskStart,
} from './facts'
import type { Confirmation } from './rules/confirmation'

// Always interpret schemas: zod compiles them with the Function constructor, which a strict CSP
// forbids.
z.config({ jitless: true })

/** First label of the API's host names, e.g. `ccs` for ccs.api.qcloud.com. */
export type Module = 'ccs' | 'ccr' | 'monitor' | 'cvm' | 'vpc' | 'dfw' | 'cbs' | 'account'

export type Area =
  | 'clusters'
  | 'services'
  | 'instances'
  | 'namespaces'
  | 'monitoring'
  | 'registry'
  | 'tasks'
  | 'lookups'

/** A list that is read page by page with `offset` and `limit`. */
export interface Paging {
  /** Field of the response that holds the rows. */
  items: string
  /** Field of the response that counts all rows, regardless of the page. */
  total: string
  /** Page size if `limit` is not sent. */
  limit: number
  /** Largest documented `limit`. */
  max?: number
}

export interface Action<
  Name extends string = string,
  Req extends z.core.$ZodType = z.core.$ZodType,
  Res extends z.core.$ZodType = z.core.$ZodType,
> {
  /** The API's own name, verbatim. */
  name: Name
  area: Area
  /** Which of the API's hosts answers the action. */
  host: Module
  /** Whether the call must name its region; calls to the registry and the account have none. */
  needsRegion: boolean
  /** Section of the API document, or of docs/api-facts.md for other actions. */
  section: string
  /** Whether the API document omits the action, although forms need it. */
  undocumented: boolean
  mutates: boolean
  /** Whether the action deletes data that no other action restores. */
  destructive: boolean
  guard: Guard
  /** The confirmation that the user types; absent if none is needed. */
  confirm?: Confirmation
  scope: ActionScope
  /**
   * Absent if the response lists no resources. The proxy refuses undeclared lists to users with a
   * limited scope.
   */
  lists?: Listing
  /**
   * Optional fields of the response whose text may name resources outside the user's scope. The
   * proxy omits them for users who are limited to clusters or namespaces.
   */
  unscopedFields?: readonly string[]
  /**
   * Effects of a write beyond `scope`; empty if it has none. The proxy refuses a write without this
   * fact to users with a limited scope.
   */
  effects?: readonly Effect[]
  revision?: RevisionChange
  /** Present if the operation continues after the response. */
  task?: TaskStart
  /** Whether the action starts a task. */
  async: boolean
  shared?: SharedReads
  change?: ChangeKind
  paging?: Paging
  /** Reads to invalidate after an accepted call. */
  invalidates: readonly string[]
  /** Request parameters that name the target, outermost first. */
  target: readonly string[]
  /** Request parameters that must never be displayed, logged or stored. */
  secrets: readonly string[]
  /**
   * Misspelled field names that responses use (api-facts.md 4.7), as `{wrong: right}`; corrected at
   * every depth when a response is parsed.
   */
  misspellings: Readonly<Record<string, string>>
  /** Other names of the action in the document's samples. */
  otherNames: readonly string[]
  /**
   * Other names of parameters in the document's samples, as `{other: right}` (api-facts.md 4.7).
   */
  otherParameters: Readonly<Record<string, string>>
  /**
   * Whether the response has its fields beside `code` instead of inside `data`. `both`: in both
   * places, because clients read them in either.
   */
  flat: boolean | 'both'
  request: Req
  response: Res
}

/** Facts that `read` and `write` derive from others. */
type Derived = 'async' | 'confirm' | 'mutates'

type Facts<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType> = Pick<
  Action<N, Q, R>,
  'name' | 'area' | 'host' | 'section' | 'scope' | 'request' | 'response'
> &
  Partial<Omit<Action<N, Q, R>, 'name' | Derived>>

const needsRegion = (host: Module) => host !== 'ccr' && host !== 'account'

const defaults = {
  undocumented: false,
  destructive: false,
  invalidates: [],
  target: [],
  secrets: [],
  misspellings: {},
  otherNames: [],
  otherParameters: {},
  flat: false,
} as const

/**
 * Declares a read. It invalidates nothing, and must declare the resources that its response lists.
 */
export function read<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>(
  facts: Facts<N, Q, R> & MustDeclareLists<z.output<R>>,
): Action<N, Q, R> & { mutates: false } {
  return {
    ...defaults,
    needsRegion: needsRegion(facts.host),
    ...facts,
    mutates: false,
    async: false,
    guard: 'none',
  }
}

/** Declares a write, with its guard, its effects beyond its scope, and the reads to invalidate. */
export function write<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>({
  confirm,
  ...facts
}: Facts<N, Q, R> & {
  effects: readonly Effect[]
  invalidates: readonly string[]
  guard: Guard
  confirm?: Omit<Confirmation, 'required'>
}): Action<N, Q, R> & { mutates: true } {
  return {
    ...defaults,
    needsRegion: needsRegion(facts.host),
    ...facts,
    ...(confirm && { confirm: { ...confirm, required: facts.guard === 'name' } }),
    mutates: true,
    async: facts.task !== undefined,
  }
}

const isAction = (value: unknown): value is Action =>
  typeof value === 'object' && value !== null && 'invalidates' in value && 'request' in value

/** Returns the actions that a module exports. */
export function actionsIn(module: object): Action[] {
  const exported: readonly unknown[] = Object.values(module)
  return exported.filter(isAction)
}

/** Nested parameters as sent: parameters with a default are optional. */
export type RequestOf<A extends Action> = z.input<A['request']>
/** Nested parameters as handled, with defaults. */
export type DecodedOf<A extends Action> = z.output<A['request']>
/** The response's data, without the envelope. */
export type ResponseOf<A extends Action> = z.output<A['response']>
