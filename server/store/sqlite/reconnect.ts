import type { SqliteDatabase } from 'kysely'
import type Database from 'libsql'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/**
 * Errors after which a libsql statement stays open, so that no transaction can be committed on the
 * connection.
 */
const leavesOpen = /^SQLITE_(BUSY|LOCKED|IOERR|PROTOCOL)/

const isLock = /^SQLITE_(BUSY|LOCKED)/

/** Milliseconds to wait for a lock after a wait has failed. */
const hurry = 20

/**
 * A Kysely database that recovers from lock timeouts by replacing the connection as soon as no
 * transaction is on it. The failure of a rollback does not hide the original error; SQLite has
 * rolled back by itself then.
 *
 * SQLite blocks the whole process while it waits for a lock, so only the first statement waits for
 * `patience` ms; later ones fail almost at once until a write succeeds.
 */
export function reopening(
  open: (patience: number) => Database.Database,
  patience: number,
): SqliteDatabase {
  const wait = (ms: number) => database.exec(`PRAGMA busy_timeout = ${ms}`)
  let database = open(patience)
  let isHurried = false
  let isBroken = false
  let isInside = false

  function replace() {
    const next = open(isHurried ? hurry : patience)
    database.close()
    database = next
    isBroken = false
  }

  function failed(error: unknown): never {
    if (leavesOpen.test(codeOf(error))) isBroken = true
    if (isLock.test(codeOf(error)) && !isHurried) {
      isHurried = true
      wait(hurry)
    }
    if (isBroken && !isInside) replace()
    throw error
  }

  function prepare(query: string) {
    const verb = query.slice(0, 8).toLowerCase()
    let statement: ReturnType<Database.Database['prepare']>
    try {
      statement = database.prepare(query)
    } catch (error) {
      return failed(error)
    }
    const run = (parameters: readonly unknown[]) => {
      if (verb === 'rollback') {
        isInside = false
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
        if (verb.startsWith('begin')) isInside = true
        if (verb.startsWith('commit')) isInside = false
        if (isHurried && result.changes > 0) {
          isHurried = false
          wait(patience)
        }
        return result
      } catch (error) {
        return failed(error)
      }
    }
    return {
      reader: statement.reader,
      run,
      all: (parameters: readonly unknown[]) => {
        try {
          return statement.all([...parameters])
        } catch (error) {
          return failed(error)
        }
      },
      iterate: (parameters: readonly unknown[]) => statement.iterate([...parameters]),
    }
  }

  return { prepare, close: () => database.close() }
}
