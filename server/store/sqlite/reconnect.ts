import type { SqliteDatabase } from 'kysely'
import type Database from 'libsql'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** After these a statement of libsql stays open, and no transaction can be committed beside it. */
const leavesOpen = /^SQLITE_(BUSY|LOCKED|IOERR|PROTOCOL)/

const isLock = /^SQLITE_(BUSY|LOCKED)/

/** Milliseconds for a lock that has just been waited for in vain. */
const hurry = 20

/**
 * A database for Kysely that goes on after a lock which another process held for too long: the
 * connection is replaced as soon as no transaction is on it. An error is not hidden by the failure of
 * the rollback after it, which has nothing left to do where SQLite has rolled back by itself.
 *
 * SQLite waits for a lock where it stands, and the whole process with it. So only the first statement
 * waits for `patience` ms; those after it are told almost at once, until something is written again.
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
