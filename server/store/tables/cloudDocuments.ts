import type { Db, Tables } from '../schema'

export type CloudDocument = Tables['cloudDocuments']
type Key = Pick<CloudDocument, 'kind' | 'id'>

/** Rows a statement: both databases limit how many values one may carry. */
const batch = 1000

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batch) }, (_, index) =>
    all.slice(index * batch, (index + 1) * batch),
  )

/** One statement must not write a row twice; the last of equal keys counts. */
const distinct = <T extends Key>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.kind}\n${one.id}`, one])).values(),
]

/** The embedded cloud's world. */
export function createCloudDocuments(db: Db) {
  return {
    load: (): Promise<CloudDocument[]> => db.selectFrom('cloudDocuments').selectAll().execute(),

    /** All of the change or nothing of it; once resolved it survives a kill of the process. */
    async commit({ put, remove }: { put: readonly CloudDocument[]; remove: readonly Key[] }) {
      if (put.length === 0 && remove.length === 0) return
      await db.transaction().execute(async (transaction) => {
        for (const kind of new Set(remove.map((one) => one.kind))) {
          const ids = remove.filter((one) => one.kind === kind).map((one) => one.id)
          for (const some of batches(ids)) {
            await transaction
              .deleteFrom('cloudDocuments')
              .where('kind', '=', kind)
              .where('id', 'in', some)
              .execute()
          }
        }
        for (const some of batches(distinct(put))) {
          await transaction
            .insertInto('cloudDocuments')
            .values(some)
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
