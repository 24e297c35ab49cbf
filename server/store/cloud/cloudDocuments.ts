import type { Db, Tables } from '../schema'

export type CloudDocument = Tables['cloudDocuments']
type Key = Pick<CloudDocument, 'kind' | 'id'>

/** Rows per statement, because both databases limit the number of values. */
const batchSize = 1000

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batchSize) }, (_, index) =>
    all.slice(index * batchSize, (index + 1) * batchSize),
  )

/** Keeps the last document of each key, because a statement must not write a row twice. */
const distinct = <T extends Key>(all: readonly T[]): T[] => [
  ...new Map(all.map((item) => [`${item.kind}\n${item.id}`, item])).values(),
]

/** Documents of the simulation's world. */
export function createCloudDocuments(db: Db) {
  return {
    load: (): Promise<CloudDocument[]> => db.selectFrom('cloudDocuments').selectAll().execute(),

    /**
     * Writes atomically; the changes survive a kill of the process once the promise has resolved.
     */
    async commit({ put, remove }: { put: readonly CloudDocument[]; remove: readonly Key[] }) {
      if (put.length === 0 && remove.length === 0) return
      await db.transaction().execute(async (transaction) => {
        for (const kind of new Set(remove.map((key) => key.kind))) {
          const ids = remove.filter((key) => key.kind === kind).map((key) => key.id)
          for (const group of batches(ids)) {
            await transaction
              .deleteFrom('cloudDocuments')
              .where('kind', '=', kind)
              .where('id', 'in', group)
              .execute()
          }
        }
        for (const group of batches(distinct(put))) {
          await transaction
            .insertInto('cloudDocuments')
            .values(group)
            .onConflict((conflict) =>
              conflict
                .columns(['kind', 'id'])
                .doUpdateSet((row) => ({ json: row.ref('excluded.json') })),
            )
            .execute()
        }
      })
    },
  }
}
