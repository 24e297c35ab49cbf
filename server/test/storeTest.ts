import { describe, test } from 'vitest'
import {
  hasPostgres,
  libsqlDatabase,
  migratedDatabase,
  onPostgres,
  postgresDatabase,
  type TestDatabase,
} from './stores'

interface Database {
  makeEmptyDatabase: () => TestDatabase | Promise<TestDatabase>
  makeDatabase: () => Promise<TestDatabase>
}

/**
 * `test` with fresh fixtures for each test: a database without tables, a database with tables, and
 * the open store of the latter.
 */
const storeTest = (database: Database) =>
  test
    .extend('database', database)
    .extend('emptyDatabase', async ({ database }, { onCleanup }) => {
      const testDatabase = await database.makeEmptyDatabase()
      onCleanup(testDatabase.drop)
      return testDatabase
    })
    .extend('testDatabase', async ({ database }, { onCleanup }) => {
      const testDatabase = await database.makeDatabase()
      onCleanup(testDatabase.drop)
      return testDatabase
    })
    .extend('store', async ({ testDatabase }, { onCleanup }) => {
      const store = await testDatabase.open()
      onCleanup(() => store.close())
      return store
    })

type StoreTest = ReturnType<typeof storeTest>

/** Declares a suite on libSQL and on PostgreSQL; its tests take `store` and `testDatabase`. */
export function describeOnDatabases(title: string, suite: (it: StoreTest) => void): void {
  describe(`${title} on libSQL`, () =>
    suite(storeTest({ makeEmptyDatabase: libsqlDatabase, makeDatabase: migratedDatabase })))
  describe.skipIf(!hasPostgres)(onPostgres(`${title} on PostgreSQL`), () =>
    suite(storeTest({ makeEmptyDatabase: postgresDatabase, makeDatabase: postgresDatabase })),
  )
}
