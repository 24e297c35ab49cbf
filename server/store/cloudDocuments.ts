import type { Db } from './open'
import type { CloudDocumentTable } from './tables'

type Key = Pick<CloudDocumentTable, 'kind' | 'id'>

/** Rows of one statement: SQLite binds at most 32,766 values. */
const batch = 1_000

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch)
}

/** The embedded cloud's world. */
export const createCloudDocuments = (db: Db) => ({
  async load(): Promise<CloudDocumentTable[]> {
    return db.selectFrom('cloud_documents').selectAll().execute()
  },

  /** All or nothing; durable when it resolves. */
  async commit(change: {
    put: readonly CloudDocumentTable[]
    remove: readonly Key[]
  }): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      for (const rows of batches(change.put)) {
        await transaction
          .insertInto('cloud_documents')
          .values(rows)
          .onConflict((conflict) =>
            conflict.columns(['kind', 'id']).doUpdateSet({ json: (eb) => eb.ref('excluded.json') }),
          )
          .execute()
      }
      for (const { kind, id } of change.remove) {
        await transaction
          .deleteFrom('cloud_documents')
          .where('kind', '=', kind)
          .where('id', '=', id)
          .execute()
      }
    })
  },
})
