import type { SqliteDatabase } from 'kysely'
import type Database from 'libsql'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/**
 * Errors after which a libsql statement stays open, so that no transaction can be committed on the
 * connection.
 */
const statementStaysOpen = /^SQLITE_(BUSY|LOCKED|IOERR|PROTOCOL)/

const lockErrors = /^SQLITE_(BUSY|LOCKED)/

/** Milliseconds to wait for a lock after a previous wait has failed. */
const shortLockTimeout = 20

/**
 * A Kysely database that recovers from lock timeouts: it replaces the connection as soon as no
 * transaction uses it. A failed rollback is ignored, so that it does not hide the original error;
 * SQLite has then rolled back by itself. SQLite blocks the whole process while it waits for a lock,
 * so only the first statement waits for `lockTimeout` milliseconds; later ones fail almost at once
 * until a write succeeds.
 */
export function createReconnectingDatabase(
  open: (lockTimeout: number) => Database.Database,
  lockTimeout: number,
): SqliteDatabase {
  const setBusyTimeout = (ms: number) => database.exec(`PRAGMA busy_timeout = ${ms}`)
  let database = open(lockTimeout)
  let usesShortTimeout = false
  let isBroken = false
  let isInTransaction = false

  function replace() {
    const newDatabase = open(usesShortTimeout ? shortLockTimeout : lockTimeout)
    database.close()
    database = newDatabase
    isBroken = false
  }

  function handleFailure(error: unknown): never {
    if (statementStaysOpen.test(codeOf(error))) isBroken = true
    if (lockErrors.test(codeOf(error)) && !usesShortTimeout) {
      usesShortTimeout = true
      setBusyTimeout(shortLockTimeout)
    }
    if (isBroken && !isInTransaction) replace()
    throw error
  }

  function prepare(query: string) {
    const verb = query.slice(0, 8).toLowerCase()
    let statement: ReturnType<Database.Database['prepare']>
    try {
      statement = database.prepare(query)
    } catch (error) {
      return handleFailure(error)
    }
    const run = (parameters: readonly unknown[]) => {
      if (verb === 'rollback') {
        isInTransaction = false
        try {
          return statement.run([...parameters])
        } catch {
          return { changes: 0, lastInsertRowid: 0 }
        } finally {
          if (isBroken) replace()
        }
      }
      try {
        const result = statement.run([...parameters])
        if (verb.startsWith('begin')) isInTransaction = true
        if (verb.startsWith('commit')) isInTransaction = false
        if (usesShortTimeout && result.changes > 0) {
          usesShortTimeout = false
          setBusyTimeout(lockTimeout)
        }
        return result
      } catch (error) {
        return handleFailure(error)
      }
    }
    return {
      reader: statement.reader,
      run,
      all: (parameters: readonly unknown[]) => {
        try {
          return statement.all([...parameters])
        } catch (error) {
          return handleFailure(error)
        }
      },
      iterate: (parameters: readonly unknown[]) => statement.iterate([...parameters]),
    }
  }

  return { prepare, close: () => database.close() }
}
