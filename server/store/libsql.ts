import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { reopening } from './reopening'
import type { Tables } from './tables'

/** A database file; made where there is none. A commit is on the disk when it returns. */
export function openLibsql(file: string, patience = 5000): Kysely<Tables> {
  const open = () => {
    const database = new Database(file)
    // Another process may look into the file; a few seconds of it are no reason to fail.
    database.exec(`PRAGMA busy_timeout = ${patience}`)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    return database
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: reopening(open) }) })
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
