import type { Db } from './schema'

/** PostgreSQL's errors for conflicts and deadlocks; a file has only one writer. */
const hasLostRace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(40001|40P01)$/.test(String(error.code))

const mostTurns = 5

/** Serializable transaction, retried on conflict. */
export async function inTurn<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await db.transaction().setIsolationLevel('serializable').execute(work)
    } catch (error) {
      if (turn >= mostTurns || !hasLostRace(error)) throw error
    }
  }
}
