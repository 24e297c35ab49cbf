import type { FailureCount } from '../../proxy/auth/ports'
import type { Db } from '../schema'
import { inSerializableTransaction } from '../transaction'

const findCounts = (from: Db, keys: readonly string[]): Promise<FailureCount[]> =>
  from.selectFrom('failureCounts').selectAll().where('key', 'in', keys).execute()

/**
 * Counts of failed sign-ins by key, stored so that they survive restarts and apply to other
 * consoles on the store.
 */
export function createFailureCounts(db: Db) {
  return {
    find: (keys: readonly string[]): Promise<FailureCount[]> => findCounts(db, keys),

    /**
     * Replaces the counts of the keys in one transaction and deletes keys that `next` omits. Writes
     * nothing if `next` throws.
     */
    change: (
      keys: readonly string[],
      next: (found: readonly FailureCount[]) => readonly FailureCount[],
    ): Promise<void> =>
      inSerializableTransaction(db, async (transaction) => {
        const rows = next(await findCounts(transaction, keys))
        await transaction.deleteFrom('failureCounts').where('key', 'in', keys).execute()
        if (rows.length > 0) await transaction.insertInto('failureCounts').values(rows).execute()
      }),

    /** Deletes the counts of a user, of a network, or all counts; returns their number. */
    async forget({ user, network }: { user?: string; network?: string } = {}): Promise<number> {
      let query = db.deleteFrom('failureCounts')
      if (user !== undefined) query = query.where('user', '=', user)
      if (network !== undefined) query = query.where('network', '=', network)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('failureCounts').where('forgottenAt', '<', at).execute()
    },
  }
}
