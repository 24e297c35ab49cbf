import type { Action, DecodedOf, ResponseOf } from '../../src/contract/action'
import type { ActionName, Actions } from '../../src/contract/index'
import type { Region } from '../../src/contract/rules/regions'
import type { UnavailableReason } from '../../src/contract/rules/unavailable'
import type { ApiError } from './apiError'

/** All parameters of a request under their wire names, decoded, as they were sent. */
export type Flat = Readonly<Record<string, string>>

/** What a handler knows about its call besides the parameters. */
export interface CallContext {
  /** Time of the call on the backend's clock, in milliseconds since 1970. */
  now: number
  region: Region
  /** Aborted when nothing waits for the answer any longer. */
  signal: AbortSignal
}

/**
 * Answers one action. The parameters fit the contract, with its defaults filled in. Throws ApiError to
 * refuse the call; any other error is logged and answered with 6000.
 */
export type Handler<A extends Action> = (
  params: DecodedOf<A>,
  context: CallContext,
) => ResponseOf<A> | Promise<ResponseOf<A>>

export type Handlers = { readonly [N in ActionName]?: Handler<Actions[N]> }

/** A resource that may have changed, so that an observer reads it again. */
export interface Change {
  kind: 'cluster' | 'node' | 'namespace' | 'service' | 'instance' | 'repository' | 'tag' | 'trigger'
  /** Unique among the resources of its kind. */
  id: string
  /** Name of the resource as the API shows it; of a node, its instanceId. */
  name: string
  isRemoved: boolean
  /** Long form, e.g. `ap-guangzhou`; absent for the registry, which all regions share. */
  region?: string
  /** Of a trigger, the cluster whose service it updates. */
  clusterId?: string
  /** In the cluster or, of repositories and tags, in the registry. */
  namespace?: string
  /** Of an instance, the service that it belongs to; of a trigger, the service that it updates. */
  serviceName?: string
  /** Repository of a tag or trigger, e.g. `shop/web`. */
  reponame?: string
}

/** Answers the calls of an account. The endpoint has authenticated and validated them. */
export interface Backend {
  /** An action without a handler is refused with 6100. */
  readonly handlers: Handlers
  /** Why actions have no handler; the message of the refusal follows from it. */
  readonly unavailable?: { readonly [N in ActionName]?: UnavailableReason }
  /**
   * Decides how a call runs, e.g. one at a time or in a transaction, and at which time. Must invoke
   * `call` at most once and pass its result or error on. Calls run concurrently, by the endpoint's
   * clock, where the backend has no `run`.
   */
  run?<T>(action: Action, call: (now: number) => Promise<T>): Promise<T>
  /** A refusal by the parameters alone, before the call runs; they include the public ones. */
  refuse?(flat: Flat): ApiError | undefined
  /** Reports each change from now on, until the returned function is called. */
  watch?(onChange: (change: Change) => void): () => void
}

/**
 * Thrown by a backend that cannot say whether a call has had an effect, e.g. because it lost its
 * database over it. The endpoint breaks the request off rather than answer it.
 */
export class OutcomeUnknown extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OutcomeUnknown'
  }
}
