import type { LeaseStore } from '../../proxy/inventory/ports'
import type { Db } from '../schema'

/** Leases on tasks that one process at a time carries out. */
export function createLeases(db: Db): LeaseStore {
  return {
    async take({ name, holder, now, until }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('leases')
        .values({ name, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, until })
            .where((where) =>
              where.or([where('leases.holder', '=', holder), where('leases.until', '<', now)]),
            ),
        )
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n
    },

    async release(name, holder) {
      await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute()
    },
  }
}
