import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import type { Tables } from './tables'

/** A database file; made where there is none. A commit is on the disk when it returns. */
export function openLibsql(file: string): Kysely<Tables> {
  const database = new Database(file)
  // Another process may look into the file; half a second of it is no reason to fail.
  database.exec('PRAGMA busy_timeout = 5000')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}

/**
 * Takes hold of a lock file until the process ends, however it ends; undefined where another process
 * has it. The operating system keeps the lock, so a crash leaves nothing behind.
 */
export function holdFile(file: string): { release: () => void } | undefined {
  const lock = new Database(file)
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => lock.close() }
  } catch {
    lock.close()
    return undefined
  }
}
