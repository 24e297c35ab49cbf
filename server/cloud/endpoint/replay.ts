import { sha256Bytes, toHex } from '../../wire/digest'
import { refuse } from '../apiError'
import { type Authenticated, timestampTolerance } from './authenticate'
import { ReplayTable } from './replayTable'

/** Used signatures of writes, shared by all processes of an installation; survives their restarts. */
export interface ReplayStore {
  /**
   * Claims a digest until a time; false where it is claimed already. Must reject where it cannot tell
   * or keep it.
   */
  claim(digest: string, until: number): Promise<boolean>
  /** Removes claims whose time is over. */
  removeExpired(now: number): Promise<void>
}

/** Milliseconds between two removals of expired claims. */
const removalInterval = 600_000
/** Milliseconds by which claims outlive their Timestamp, since clocks of processes differ. */
const clockDifference = 600_000

/**
 * SHA-256 of what makes a request unique. The signature is part of it because clients with weak nonces
 * send different requests with the same Timestamp and Nonce; its bytes cover everything that is signed.
 */
const digestOf = ({ secretId, timestamp, nonce, signature }: Authenticated) =>
  sha256Bytes([secretId, timestamp, nonce, toHex(signature)].join('\n'))

/**
 * Refuses a request that was sent before (4500). Every process knows its own requests since its start;
 * writes are claimed in the shared store too, before they run. A process that ends between claim and
 * effect has used the signature up without an effect: the client sees its connection break, and signs
 * the call anew if it repeats it. So a signed write takes effect at most once.
 */
export class ReplayGuard {
  #removeAt = 0

  constructor(
    private readonly store: ReplayStore,
    private readonly log: (message: string) => void,
    private readonly table = new ReplayTable(),
  ) {}

  async check(request: Authenticated, isWrite: boolean, now: number): Promise<void> {
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
