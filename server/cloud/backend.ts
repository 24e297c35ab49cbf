import type { Action, DecodedOf, ResponseOf } from '../../src/contract/action'
import type { Change } from '../../src/contract/change'
import type { ActionName, Actions } from '../../src/contract/index'
import type { Region } from '../../src/contract/rules/regions'
import type { UnavailableReason } from '../../src/contract/rules/unavailable'
import type { ApiError } from './apiError'

/** All parameters of a request under their wire names, decoded, as they were sent. */
export type Flat = Readonly<Record<string, string>>

/** Context of a call besides its parameters. */
export interface CallContext {
  /** Time of the call on the backend's clock, in milliseconds since 1970. */
  now: number
  region: Region
  /** Aborted when no client waits for the response any more. */
  signal: AbortSignal
  /**
   * Marks the response as based on data of this age in milliseconds, because what it describes cannot
   * be reached; the highest age counts.
   */
  reportAge: (age: number) => void
}

/**
 * Answers one action. The endpoint has validated the parameters and filled in defaults. Throws
 * ApiError to refuse the call; any other error is logged and answered with 6000.
 */
export type Handler<A extends Action> = (
  params: DecodedOf<A>,
  context: CallContext,
) => ResponseOf<A> | Promise<ResponseOf<A>>

export type Handlers = { readonly [N in ActionName]?: Handler<Actions[N]> }

export type { Change }

/** Answers the calls of an account. The endpoint has authenticated and validated them. */
export interface Backend {
  /** An action without a handler is refused with 6100. */
  readonly handlers: Handlers
  /** Reasons for missing handlers; each determines the message of the refusal. */
  readonly unavailable?: { readonly [N in ActionName]?: UnavailableReason }
  /**
   * Decides when a call runs, e.g. one at a time or in a transaction, and at which time. Must
   * invoke `call` at most once and return its result or rethrow its error. Without `run`, calls run
   * concurrently, by the endpoint's clock.
   */
  run?<T>(action: Action, call: (now: number) => Promise<T>): Promise<T>
  /** Refuses a call by its parameters alone, including the public ones, before it runs. */
  refuse?(flat: Flat): ApiError | undefined
  /** Reports each later change until the returned function is called. */
  watch?(onChange: (change: Change) => void): () => void
}

/**
 * Thrown by a backend that does not know whether a call took effect, e.g. because the database
 * connection was lost during the call. The endpoint then closes the connection without a response.
 */
export class OutcomeUnknown extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OutcomeUnknown'
  }
}
