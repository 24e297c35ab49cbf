import type { Db } from './schema'

/** Whether PostgreSQL reports a conflict or a deadlock; a database file has only one writer. */
const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(40001|40P01)$/.test(String(error.code))

/** Other transactions of a busy database add false conflicts. */
const maxAttempts = 10

/** Runs a serializable transaction, retried on conflict. */
export async function inSerializableTransaction<T>(
  db: Db,
  work: (transaction: Db) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().setIsolationLevel('serializable').execute(work)
    } catch (error) {
      if (attempt >= maxAttempts || !isConflict(error)) throw error
    }
  }
}
