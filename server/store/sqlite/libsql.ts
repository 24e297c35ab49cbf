import fs from 'node:fs'
import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import type { Tables } from '../schema'
import { damagedFile, lostFile } from '../unusableDatabase'
import { reopening } from './reconnect'

const sizeOf = (file: string): number | undefined =>
  fs.statSync(file, { throwIfNoEntry: false })?.size

/** SQLite would take a file that is missing or empty for a new one, and forget its log. */
function refuseLost(file: string, traces: readonly string[]): void {
  const trace = traces.find((one) => fs.existsSync(one))
  if (trace === undefined) return
  throw lostFile(file, sizeOf(file) === undefined ? 'missing' : 'empty', trace)
}

/** What SQLite finds wrong with a file, if anything; takes some 20 ms for 20,000 documents. */
function faultIn(file: string): string | undefined {
  // Read only, so that what is left of a damaged file and of its log stays as it is.
  const database = new Database(file, { readonly: true })
  try {
    const [row]: unknown[] = database.prepare('PRAGMA quick_check(1)').all()
    const says = typeof row === 'object' && row !== null ? Object.values(row).join(' ') : ''
    return says === 'ok' ? undefined : says.replace(/\s+/g, ' ')
  } catch (error) {
    if (!isDamage(error)) throw error
    return error.message
  } finally {
    database.close()
  }
}

/** Whatever SQLite says of a file that is none of its own or not whole. */
const isDamage = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT')

function refuseDamaged(file: string): void {
  const fault = faultIn(file)
  if (fault !== undefined) throw damagedFile(file, fault)
}

/**
 * A database file; made where there is none, unless one of `traces` shows that there was one. A commit
 * is on the disk when it returns. Another process may look into the file: `patience` is how many
 * milliseconds of it are no reason to fail. Throws UnusableDatabase where the file is lost or damaged.
 */
export function openLibsql(
  file: string,
  traces: readonly string[] = [],
  patience = 5000,
): Kysely<Tables> {
  if (sizeOf(file)) refuseDamaged(file)
  else refuseLost(file, traces)
  const open = (wait: number) => {
    const database = new Database(file)
    database.exec(`PRAGMA busy_timeout = ${wait}`)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    return database
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: reopening(open, patience) }) })
}

/**
 * Takes hold of a lock file until the process ends, however it ends; undefined where another process
 * has it. The operating system keeps the lock, so a crash leaves nothing behind.
 */
export function holdFile(file: string): { isHeld: () => boolean; release: () => void } | undefined {
  const lock = new Database(file)
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return { isHeld: () => true, release: () => lock.close() }
  } catch {
    lock.close()
    return undefined
  }
}
