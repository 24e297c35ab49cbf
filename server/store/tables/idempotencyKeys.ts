import type { Presence } from '../lock/presence'
import type { Db, Tables } from '../schema'

type Row = Tables['repeats']
export type Claim = Omit<Row, 'instance' | 'status' | 'body'>
export type Kept = { status: number; body: string }
type Key = Pick<Row, 'user' | 'key'>

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Milliseconds to wait for another process; longer than the timeout of any endpoint. */
const patience = 60_000
const between = 50

const keptOf = ({ status, body }: Row): Kept | undefined =>
  status === null || body === null ? undefined : { status, body }

/** Writes by idempotency key, so that a repeated request gets the first response. */
export function createRepeats(db: Db, presence: Presence) {
  const find = ({ user, key }: Key) =>
    db
      .selectFrom('repeats')
      .selectAll()
      .where('user', '=', user)
      .where('key', '=', key)
      .executeTakeFirst()

  const only = ({ user, key }: Key) =>
    db.deleteFrom('repeats').where('user', '=', user).where('key', '=', key)

  return {
    /** Claims a key for a write; returns the earlier claim if there is one. */
    async begin(claim: Claim): Promise<{ fingerprint: string; kept?: Kept } | undefined> {
      const row = { ...claim, instance: await presence.id(), status: null, body: null }
      for (;;) {
        const result = await db
          .insertInto('repeats')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (result.numInsertedOrUpdatedRows === 1n) return undefined
        const found = await find(claim)
        // Released or expired in between: the key is free again.
        if (!found) continue
        const kept = keptOf(found)
        return { fingerprint: found.fingerprint, ...(kept && { kept }) }
      }
    },

    async keep({ user, key }: Key, { status, body }: Kept): Promise<void> {
      await db
        .updateTable('repeats')
        .set({ status, body })
        .where('user', '=', user)
        .where('key', '=', key)
        .execute()
    },

    /** Releases a claim whose write was not executed, so that the key can be used again. */
    async release(key: Key): Promise<void> {
      await only(key).execute()
    },

    /**
     * Response to the claim of another process. Waits while that process is alive; undefined if it
     * ended or takes too long, so that the outcome is unknown.
     */
    async ended(key: Key): Promise<Kept | undefined> {
      for (let waited = 0; waited < patience; waited += between) {
        const alive = await find(key).then((row) => row && presence.isAlive(row.instance))
        // Read again: the process may have stored the response and ended between the two reads.
        const row = await find(key)
        const kept = row && keptOf(row)
        if (kept || !row || !alive) return kept
        await pause(between)
      }
      return undefined
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('repeats').where('at', '<', at).execute()
    },
  }
}
