import { describe, test } from 'vitest'
import {
  hasPostgres,
  libsqlPlace,
  migratedPlace,
  onPostgres,
  type Place,
  postgresPlace,
} from './stores'

interface Database {
  makeEmptyPlace: () => Place | Promise<Place>
  makePlace: () => Promise<Place>
}

/**
 * `test` with fresh fixtures for each test: a database without tables, a database with tables, and
 * the open store of the latter.
 */
const storeTest = (database: Database) =>
  test
    .extend('database', database)
    .extend('emptyPlace', async ({ database }, { onCleanup }) => {
      const place = await database.makeEmptyPlace()
      onCleanup(place.drop)
      return place
    })
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
  describe(`${title} on libSQL`, () =>
    suite(storeTest({ makeEmptyPlace: libsqlPlace, makePlace: migratedPlace })))
  describe.skipIf(!hasPostgres)(onPostgres(`${title} on PostgreSQL`), () =>
    suite(storeTest({ makeEmptyPlace: postgresPlace, makePlace: postgresPlace })),
  )
}
