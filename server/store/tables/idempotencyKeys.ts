import type { Presence } from '../lock/presence'
import type { Db, Tables } from '../schema'

type Row = Tables['repeats']
export type Claim = Omit<Row, 'instance' | 'status' | 'body'>
export type Kept = { status: number; body: string }
type Key = Pick<Row, 'user' | 'key'>

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** How long another process may be at work on a write; longer than any endpoint has for an answer. */
const patience = 60_000
const between = 50

const keptOf = ({ status, body }: Row): Kept | undefined =>
  status === null || body === null ? undefined : { status, body }

/** Writes by the keys that their callers gave them, so that a repeat is told what the first was told. */
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
    /** Claims a key for a write about to be made; an earlier claim of it, where there is one, stands. */
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
        // Released or forgotten in between: the key is free again.
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

    /** Takes a claim back: nothing was done, and the key may be used again. */
    async release(key: Key): Promise<void> {
      await only(key).execute()
    },

    /**
     * What a claim of another process came to. Waits while that process lives; undefined where it has
     * died over it or is far too slow, so that nobody knows.
     */
    async ended(key: Key): Promise<Kept | undefined> {
      for (let waited = 0; waited < patience; waited += between) {
        const alive = await find(key).then((row) => row && presence.isAlive(row.instance))
        // Read once more: it may have ended and died between the two looks.
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
