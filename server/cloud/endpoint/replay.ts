import { sha256Bytes, toHex } from '../../wire/digest'
import { refuse } from '../apiError'
import { type AuthenticatedRequest, timestampTolerance } from './authenticate'
import { ReplayTable } from './replayTable'

/**
 * Signatures of executed writes, shared by all processes of an installation and kept across
 * restarts.
 */
export interface ReplayStore {
  /**
   * Claims a digest until a time; returns false if it is already claimed. Must reject if the claim
   * cannot be checked or stored.
   */
  claim(digest: string, until: number): Promise<boolean>
  /** Removes expired claims. */
  removeExpired(now: number): Promise<void>
}

/** Milliseconds between two removals of expired claims. */
const removalInterval = 600_000
/**
 * Milliseconds for which claims outlive their Timestamp, because the clocks of processes differ.
 */
const clockDifference = 600_000

/**
 * SHA-256 of the parts that make a request unique. The signature is one of them, because clients
 * with weak nonces send different requests with the same Timestamp and Nonce; its bytes cover all
 * signed parameters.
 */
const digestOf = ({ secretId, timestamp, nonce, signature }: AuthenticatedRequest) =>
  sha256Bytes([secretId, timestamp, nonce, toHex(signature)].join('\n'))

/**
 * Refuses a replayed request (4500). Each process remembers the requests it received since its
 * start. A write is also claimed in the shared store before it runs, so that a signed write takes
 * effect at most once. If a process ends between claim and effect, the signature is used without an
 * effect; the client's connection breaks, and its retry has a new signature.
 */
export class ReplayGuard {
  #removeAt = 0

  constructor(
    private readonly store: ReplayStore,
    private readonly log: (message: string) => void,
    private readonly table = new ReplayTable(),
  ) {}

  async check(request: AuthenticatedRequest, isWrite: boolean, now: number): Promise<void> {
    const digest = await digestOf(request)
    const until = request.timestamp + timestampTolerance
    const state = this.table.enter(digest, until + 1, now)
    if (state === 'full') {
      throw refuse(4400, 'Too many requests within 2 hours; try again later')
    }
    const isNew =
      state === 'entered' && (!isWrite || (await this.#claim(toHex(digest), until, now)))
    if (!isNew) throw refuse(4500, 'Nonce has been used with this Timestamp before')
  }

  async #claim(digest: string, until: number, now: number): Promise<boolean> {
    try {
      if (now >= this.#removeAt) {
        await this.store.removeExpired(now)
        this.#removeAt = now + removalInterval
      }
      return await this.store.claim(digest, until + clockDifference)
    } catch (error) {
      this.log(`used signatures: ${String(error)}`)
      throw refuse(
        6200,
        'The store of used signatures is not available, so writes are refused. Nothing was done.',
      )
    }
  }
}
