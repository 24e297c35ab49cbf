import { describe, test } from 'vitest'
import { hasPostgres, libsqlPlace, onPostgres, type Place, postgresPlace } from './stores'

interface Database {
  makePlace: () => Place | Promise<Place>
}

/** `test` with two fixtures that are fresh for each test: a place, and its open store. */
const storeTest = (database: Database) =>
  test
    .extend('database', database)
    .extend('place', async ({ database }, { onCleanup }) => {
      const place = await database.makePlace()
      onCleanup(place.drop)
      return place
    })
    .extend('store', async ({ place }, { onCleanup }) => {
      const store = await place.open()
      onCleanup(() => store.close())
      return store
    })

type StoreTest = ReturnType<typeof storeTest>

/** Declares a suite on libSQL and on PostgreSQL; its tests take `store` and `place`. */
export function describeOnDatabases(title: string, suite: (it: StoreTest) => void): void {
  describe(`${title} on libSQL`, () => suite(storeTest({ makePlace: libsqlPlace })))
  describe.skipIf(!hasPostgres)(onPostgres(`${title} on PostgreSQL`), () =>
    suite(storeTest({ makePlace: postgresPlace })),
  )
}
