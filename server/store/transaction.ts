import type { Db } from './schema'

/** What PostgreSQL says of conflicts and deadlocks to who comes second; a file has one process. */
const hasLostRace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(40001|40P01)$/.test(String(error.code))

const mostTurns = 5

/** Work that holds as if nobody else were at it: who comes second looks again. */
export async function inTurn<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await db.transaction().setIsolationLevel('serializable').execute(work)
    } catch (error) {
      if (turn >= mostTurns || !hasLostRace(error)) throw error
    }
  }
}
