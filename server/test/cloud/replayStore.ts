import type { ReplayStore } from '../../cloud/endpoint/replay'

/**
 * In-memory store of used signatures; `fails` makes it reject like a store without its database.
 */
export class MemoryReplayStore implements ReplayStore {
  readonly claims = new Map<string, number>()
  fails = false

  async claim(digest: string, until: number): Promise<boolean> {
    this.#requireStore()
    if (this.claims.has(digest)) return false
    this.claims.set(digest, until)
    return true
  }

  async removeExpired(now: number): Promise<void> {
    this.#requireStore()
    for (const [digest, until] of this.claims) if (until < now) this.claims.delete(digest)
  }

  #requireStore(): void {
    if (this.fails) throw new Error('the database is away')
  }
}
