import type { InventoryStore } from '../../proxy/inventory/ports'
import type { Db } from '../schema'
import { toStorable } from '../storable'

/** Number of rows that one statement inserts: SQLite limits its parameters. */
const rowsPerStatement = 100

/** The lists of the inventory. */
export function createInventoryParts(db: Db): InventoryStore {
  return {
    changedSince: (account, version, limit) =>
      db
        .selectFrom('inventoryParts')
        .selectAll()
        .where('account', '=', account)
        .where('version', '>', version)
        .orderBy('version')
        .limit(limit)
        .execute(),

    async put(rows) {
      for (let first = 0; first < rows.length; first += rowsPerStatement) {
        const values = rows
          .slice(first, first + rowsPerStatement)
          .map((row) => ({ ...row, content: toStorable(row.content) }))
        await db
          .insertInto('inventoryParts')
          .values(values)
          .onConflict((conflict) =>
            conflict.columns(['account', 'part']).doUpdateSet((row) => ({
              content: row.ref('excluded.content'),
              version: row.ref('excluded.version'),
            })),
          )
          .execute()
      }
    },

    async forget(account, version) {
      await db
        .deleteFrom('inventoryParts')
        .where('account', '=', account)
        .where('version', '<=', version)
        .where('content', '=', '')
        .execute()
    },
  }
}
