import type * as z from 'zod/mini'
import type { ConsoleError } from './errors'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteId = `${Method} /${string}`

/** `public`: without a session; otherwise the role that the user needs at least. */
type Access = 'public' | 'viewer' | 'operator' | 'admin'

/** An error, with its status where that is another than the usual one. */
export type DeclaredError = ConsoleError | readonly [ConsoleError, status: number]

interface Facts {
  /** One sentence for the API's document. */
  summary: string
  access: Access
  /** What `:name`, the last segment of the path, stands for. */
  name?: string
  query?: z.core.$ZodType
  body?: z.core.$ZodType
  /** Schema of `data`; absent where the answer is no JSON. */
  response?: z.core.$ZodType
  /** Media type of an answer that is no JSON object with `data`. */
  media?: string
  /** Answers 303 with Location. */
  isRedirect?: true
  /** False: a write that does not keep its answer under an Idempotency-Key. */
  isRepeatable?: false
  /** What it answers with beyond the errors that `errorsOf` adds. */
  errors?: readonly DeclaredError[]
}

/** A route of the console's own API. */
export interface ConsoleRoute<Id extends RouteId = RouteId> extends Facts {
  /** Method and path; `:name` stands for one segment at the end. */
  id: Id
}

/** Declares a route; the schemas keep their types. */
export const route = <const Id extends RouteId, const F extends Facts>(id: Id, facts: F) => ({
  id,
  ...facts,
})

/** A query or a body as a caller writes it. */
export type InputOf<R extends ConsoleRoute, Part extends 'query' | 'body'> = R extends {
  [K in Part]: infer S extends z.core.$ZodType
}
  ? z.input<S>
  : undefined

export const isWrite = ({ id }: Pick<ConsoleRoute, 'id'>): boolean => !id.startsWith('GET ')

/** Whether a write keeps its answer under the Idempotency-Key that came with it. */
export const isRepeatable = (one: ConsoleRoute): boolean =>
  isWrite(one) && one.isRepeatable !== false
