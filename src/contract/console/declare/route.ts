import type * as z from 'zod/mini'
import type { ConsoleError } from './errors'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteId = `${Method} /${string}`

/** `public`: no session needed; otherwise the minimum role. */
type Access = 'public' | 'viewer' | 'operator' | 'admin'

/** An error, with its status if it differs from the default. */
export type DeclaredError = ConsoleError | readonly [ConsoleError, status: number]

interface RouteFacts {
  /** One sentence for the OpenAPI document. */
  summary: string
  access: Access
  /** Meaning of `:name`, the last segment of the path. */
  name?: string
  query?: z.core.$ZodType
  body?: z.core.$ZodType
  /** Schema of `data`; absent if the response is not JSON. */
  response?: z.core.$ZodType
  /** Media type of a response that is not a JSON object with `data`. */
  media?: string
  /** Whether the route answers 303 with Location. */
  isRedirect?: true
  /**
   * Allows a write while the whole console is read-only: for signing in or out, for the read-only
   * switch, and for routes that only read. All other writes are refused.
   */
  isOpenWhileReadOnly?: true
  /** False for a write that does not support the Idempotency-Key header. */
  isRepeatable?: false
  /** Errors in addition to those of `errorsOf`. */
  errors?: readonly DeclaredError[]
}

/** A route of the console's own API. */
export interface ConsoleRoute<Id extends RouteId = RouteId> extends RouteFacts {
  /** Method and path; `:name` stands for one segment at the end. */
  id: Id
}

/** Declares a route; the schemas keep their types. */
export const route = <const Id extends RouteId, const F extends RouteFacts>(id: Id, facts: F) => ({
  id,
  ...facts,
})

/** A query or a body as sent by the client. */
export type InputOf<R extends ConsoleRoute, Part extends 'query' | 'body'> = R extends {
  [K in Part]: infer S extends z.core.$ZodType
}
  ? z.input<S>
  : undefined

export const isWrite = ({ id }: Pick<ConsoleRoute, 'id'>): boolean => !id.startsWith('GET ')

/** Whether a route is refused while the whole console is read-only. */
export const isSwitchedOff = (consoleRoute: ConsoleRoute): boolean =>
  isWrite(consoleRoute) && consoleRoute.isOpenWhileReadOnly !== true

/** Whether a route supports the Idempotency-Key header. */
export const isRepeatable = (consoleRoute: ConsoleRoute): boolean =>
  isWrite(consoleRoute) && consoleRoute.isRepeatable !== false
