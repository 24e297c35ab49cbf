import * as z from 'zod/mini'
import type {
  ActionScope,
  ChangeKind,
  Effects,
  Guard,
  Listing,
  MustDeclareLists,
  RevisionChange,
  SharedReads,
  TaskStart,
} from './facts'
import type { Confirmation } from './rules/confirmation'

// zod compiles schemas with the Function constructor, which a strict CSP forbids: always interpret.
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
  /** Rows a page when `limit` is not sent. */
  limit: number
  /** Largest `limit` that the API accepts, where one is documented. */
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
  /** Section that describes it: of the API document, or of docs/api-facts.md for others. */
  section: string
  /** True for actions that are not in the API document but that forms need. */
  beyond: boolean
  mutates: boolean
  /** Takes away what the opposite action cannot restore. */
  destructive: boolean
  guard: Guard
  /** What a caller types to confirm a call; absent where there is nothing to type. */
  confirm?: Confirmation
  scope: ActionScope
  /** Absent: the answer lists no resources. The proxy refuses undeclared lists to users of limited scope. */
  lists?: Listing
  effects?: Effects
  revision?: RevisionChange
  /** Present: works on after answering. */
  task?: TaskStart
  /** Whether the action starts a task. */
  async: boolean
  shared?: SharedReads
  change?: ChangeKind
  paging?: Paging
  /** Names of the reads whose answers an accepted call makes stale. */
  touches: readonly string[]
  /** Request parameters that name the thing acted on, outermost first. */
  target: readonly string[]
  /** Request parameters that must never be shown or recorded. */
  secrets: readonly string[]
  /**
   * Spellings that answers use beside the right one (api-facts.md 4.7), as `{wrong: right}`;
   * applied at every depth where an answer is read.
   */
  slips: Readonly<Record<string, string>>
  /** Names by which samples of the document call the action. */
  otherNames: readonly string[]
  /** Names that samples of the document give to parameters, as `{other: right}` (api-facts.md 4.7). */
  otherParameters: Readonly<Record<string, string>>
  /** Answers with its fields beside `code` instead of inside `data`. Both are read, this one is written. */
  flat: boolean
  request: Req
  response: Res
}

/** Facts that `read` and `write` work out from others. */
type Derived = 'async' | 'confirm' | 'mutates'

type Facts<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType> = Pick<
  Action<N, Q, R>,
  'name' | 'area' | 'host' | 'section' | 'scope' | 'request' | 'response'
> &
  Partial<Omit<Action<N, Q, R>, 'name' | Derived>>

const defaults = {
  beyond: false,
  destructive: false,
  touches: [],
  target: [],
  secrets: [],
  slips: {},
  otherNames: [],
  otherParameters: {},
  flat: false,
} as const

/** A read. It touches nothing, and must declare the resources that its answer lists. */
export function read<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>(
  facts: Facts<N, Q, R> & MustDeclareLists<z.output<R>>,
): Action<N, Q, R> & { mutates: false } {
  return { ...defaults, ...facts, mutates: false, async: false, guard: 'none' }
}

/** A write. It must declare its guard and the reads that it makes stale. */
export function write<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>({
  confirm,
  ...facts
}: Facts<N, Q, R> & {
  touches: readonly string[]
  guard: Guard
  confirm?: Omit<Confirmation, 'required'>
}): Action<N, Q, R> & { mutates: true } {
  return {
    ...defaults,
    ...facts,
    ...(confirm && { confirm: { ...confirm, required: facts.guard === 'name' } }),
    mutates: true,
    async: facts.task !== undefined,
  }
}

const isAction = (value: unknown): value is Action =>
  typeof value === 'object' && value !== null && 'touches' in value && 'request' in value

/** The actions among the exports of a module. */
export function actionsIn(module: object): Action[] {
  const exported: readonly unknown[] = Object.values(module)
  return exported.filter(isAction)
}

/** Nested parameters as a caller writes them: defaults may be left out. */
export type RequestOf<A extends Action> = z.input<A['request']>
/** Parameters as a handler sees them: defaults filled in. */
export type DecodedOf<A extends Action> = z.output<A['request']>
/** The answer's data, without the envelope. */
export type ResponseOf<A extends Action> = z.output<A['response']>
