import type { Scope } from '../../../src/contract/console/declare/values'

/** An idempotency key, unique per user. */
export interface IdempotencyKey {
  user: string
  key: string
}

export interface IdempotencyClaim extends IdempotencyKey {
  /** A hash of the request, to detect a reused key. */
  fingerprint: string
  requestId: string
  at: number
  /** The user's scope; unlimited if absent. */
  scope?: Scope
}

/** An earlier claim of the same key. */
export interface EarlierClaim {
  fingerprint: string
  /** The user's scope at the first request. */
  scope: Scope
  response?: StoredResponse
}

/** The stored response: status and JSON. */
export interface StoredResponse {
  status: number
  body: string
}

/** Writes by idempotency key. */
export interface IdempotencyStore {
  /** Claims a key; returns the earlier claim, or undefined if the key was free. */
  begin(claim: IdempotencyClaim): Promise<EarlierClaim | undefined>
  /** Stores the response for repeats. */
  storeResponse(key: IdempotencyKey, answer: StoredResponse): Promise<void>
  /** Releases the claim of a write that was not executed. */
  release(key: IdempotencyKey): Promise<void>
  /**
   * Waits for the response to a write that another process executes; returns undefined if the
   * outcome is unknown.
   */
  waitForResponse(key: IdempotencyKey): Promise<StoredResponse | undefined>
  forgetBefore(at: number): Promise<void>
}
