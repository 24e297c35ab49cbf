import type { Scope } from '../../../src/contract/console/declare/values'
import type { IdempotencyClaim, IdempotencyKey, StoredResponse } from '../../proxy/calls/ports'
import type { Presence } from '../lock/presence'
import { sleep } from '../pause'
import type { Db, Tables } from '../schema'

type Row = Tables['repeats']

/** Milliseconds to wait for another process; longer than the timeout of any endpoint call. */
const responseTimeout = 60_000
const pollInterval = 50

const responseOf = ({ status, body }: Row): StoredResponse | undefined =>
  status === null || body === null ? undefined : { status, body }

/** Writes by idempotency key, so that a repeated request gets the first response. */
export function createIdempotencyKeys(db: Db, presence: Presence) {
  const find = ({ user, key }: IdempotencyKey) =>
    db
      .selectFrom('repeats')
      .selectAll()
      .where('user', '=', user)
      .where('key', '=', key)
      .executeTakeFirst()

  const deleteKey = ({ user, key }: IdempotencyKey) =>
    db.deleteFrom('repeats').where('user', '=', user).where('key', '=', key)

  return {
    /** Claims a key for a write; returns the earlier claim if there is one. */
    async begin(
      claim: IdempotencyClaim,
    ): Promise<{ fingerprint: string; scope: Scope; response?: StoredResponse } | undefined> {
      const scope = JSON.stringify(claim.scope ?? {})
      const row = { ...claim, scope, instance: await presence.id(), status: null, body: null }
      for (;;) {
        const result = await db
          .insertInto('repeats')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (result.numInsertedOrUpdatedRows === 1n) return undefined
        const earlier = await find(claim)
        // The claim was released or has expired since the insert, so the key is free again.
        if (!earlier) continue
        const response = responseOf(earlier)
        const { fingerprint } = earlier
        const first = JSON.parse(earlier.scope) as Scope
        return { fingerprint, scope: first, ...(response && { response }) }
      }
    },

    async storeResponse(
      { user, key }: IdempotencyKey,
      { status, body }: StoredResponse,
    ): Promise<void> {
      await db
        .updateTable('repeats')
        .set({ status, body })
        .where('user', '=', user)
        .where('key', '=', key)
        .execute()
    },

    /** Releases a claim whose write was not executed, so that the key can be used again. */
    async release(key: IdempotencyKey): Promise<void> {
      await deleteKey(key).execute()
    },

    /**
     * Waits for the response to another process's claim; returns undefined if that process ends or
     * takes too long, so that the outcome is unknown.
     */
    async waitForResponse(key: IdempotencyKey): Promise<StoredResponse | undefined> {
      for (let waited = 0; waited < responseTimeout; waited += pollInterval) {
        const isAlive = await find(key).then((row) => row && presence.isAlive(row.instance))
        // The row is read again, because the process may have stored the response and ended between
        // the two reads.
        const row = await find(key)
        const response = row && responseOf(row)
        if (response || !row || !isAlive) return response
        await sleep(pollInterval)
      }
      return undefined
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('repeats').where('at', '<', at).execute()
    },
  }
}
