import { refuse } from '../simulation/refusals'
import type { World } from '../simulation/world/world'
import { type Asked, validFor } from './authenticate'

/** Forgets what is out of date as often as this, in milliseconds. */
const sweepEvery = 600_000

const keyOf = ({ secretId, timestamp, nonce }: Asked) => `${secretId} ${timestamp} ${nonce}`

/** A request is refused by its Timestamp alone from here on. */
const until = ({ timestamp }: Asked) => timestamp + validFor + 1

/**
 * Requests that have been seen, so that none is answered twice (4500). All are kept in memory;
 * writes also leave a thing behind, accepted ones in the same commit as what they change. Times are of
 * the real clock, however far the world's has been moved: a client signs by its own.
 */
export class Seen {
  readonly #until = new Map<string, number>()
  #sweepAt = 0

  constructor(private readonly world: World) {}

  /** Refuses a request that was here before, and remembers this one. */
  take(asked: Asked, now: number): void {
    this.#sweep(now)
    const key = keyOf(asked)
    if (this.#until.has(key) || this.world.get('nonce', key)) {
      throw refuse(4500, 'Nonce has been used with this Timestamp before')
    }
    this.#until.set(key, until(asked))
  }

  /** Writes a write down, to be known after a restart too. */
  note(asked: Asked): void {
    this.world.put('nonce', { id: keyOf(asked), until: until(asked) })
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return
    this.#sweepAt = now + sweepEvery
    for (const [key, last] of this.#until) if (last <= now) this.#until.delete(key)
    for (const one of this.world.all('nonce')) {
      if (one.until <= now) this.world.remove('nonce', one.id)
    }
  }
}
