import * as z from 'zod/mini'
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
  /** Takes something away that cannot be had back by the opposite action. */
  destructive: boolean
  /** How a call is confirmed; absent where there is nothing to confirm. */
  confirm?: Confirmation
  /** Answers with a `requestId` to follow with DescribeClusterTaskResult, or works on after answering. */
  async: boolean
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
  /** Answers with its fields beside `code` instead of inside `data`. Both are read, this one is written. */
  flat: boolean
  request: Req
  response: Res
}

type Facts<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType> = Pick<
  Action<N, Q, R>,
  'name' | 'area' | 'host' | 'section' | 'request' | 'response'
> &
  Partial<Omit<Action<N, Q, R>, 'name'>>

const defaults = {
  beyond: false,
  mutates: false,
  destructive: false,
  async: false,
  touches: [],
  target: [],
  secrets: [],
  slips: {},
  flat: false,
} as const

/** A read. `touches` is empty by nature. */
export function read<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>(
  facts: Facts<N, Q, R>,
): Action<N, Q, R> & { mutates: false } {
  return { ...defaults, ...facts, mutates: false }
}

/** A write; `destructive` where it takes away. */
export function write<N extends string, Q extends z.core.$ZodType, R extends z.core.$ZodType>(
  facts: Facts<N, Q, R> & { touches: readonly string[] },
): Action<N, Q, R> & { mutates: true } {
  return { ...defaults, ...facts, mutates: true }
}

/** Nested parameters as a caller writes them: defaults may be left out. */
export type RequestOf<A extends Action> = z.input<A['request']>
/** Parameters as a handler sees them: defaults filled in. */
export type DecodedOf<A extends Action> = z.output<A['request']>
/** The answer's data, without the envelope. */
export type ResponseOf<A extends Action> = z.output<A['response']>
