import { Kysely, Migrator, PostgresDialect, SqliteDialect } from 'kysely'
import Database from 'libsql'
import pg from 'pg'
import { migrations } from './migrations'
import type { Tables } from './tables'

export type Db = Kysely<Tables>

/** PostgreSQL sends bigint as text; all of ours (milliseconds) fit a number. */
const bigint = 20

function postgres(url: string): PostgresDialect {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === bigint ? Number : pg.types.getTypeParser(oid, format),
  }
  return new PostgresDialect({ pool: new pg.Pool({ connectionString: url, types, max: 10 }) })
}

function file(path: string): SqliteDialect {
  const database = new Database(path)
  database.exec('PRAGMA journal_mode = WAL')
  // A commit that has been answered must survive a kill of the process and of the machine.
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA busy_timeout = 5000')
  return new SqliteDialect({ database })
}

/**
 * Opens the store and brings its tables up to date: `postgres://…`, or else the path of a libSQL file
 * (`:memory:` for one that is gone with the process).
 */
export async function openStore(where: string): Promise<Db> {
  const dialect = /^postgres(ql)?:\/\//.test(where) ? postgres(where) : file(where)
  const db = new Kysely<Tables>({ dialect })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await db.destroy()
    throw error
  }
  return db
}
