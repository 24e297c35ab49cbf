import { sql } from 'kysely'
import { randomHex } from './randomHex'
import type { Db } from './schema'

/** The size of several pages, so that the row does not fit on a full disk. */
const testRowBytes = 16 * 1024

/** Writes and removes a row; throws if the database does not accept writes. */
export async function tryWrite(db: Db): Promise<void> {
  const name = randomHex(8)
  await db.transaction().execute(async (transaction) => {
    const text = randomHex(testRowBytes / 2)
    await transaction.insertInto('writeTests').values({ name, text }).execute()
    await transaction.deleteFrom('writeTests').where('name', '=', name).execute()
  })
}

interface ReadinessTimes {
  /** Milliseconds for which a successful write counts. */
  interval: number
  /** Milliseconds after which a database that doesn't answer counts as unavailable. */
  timeLimit: number
}

/**
 * Whether the database answers and accepts writes. The route is public, so a test write runs at
 * most once per interval, and concurrent requests share it.
 */
export function createReadiness(
  db: Db,
  { interval, timeLimit }: ReadinessTimes = { interval: 2000, timeLimit: 3000 },
  now: () => number = () => performance.now(),
) {
  let writtenAt = Number.NEGATIVE_INFINITY
  let pending: Promise<boolean> | undefined

  async function check(): Promise<boolean> {
    await sql`select 1`.execute(db)
    if (now() - writtenAt < interval) return true
    await tryWrite(db)
    writtenAt = now()
    return true
  }

  const timeout = () =>
    new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), timeLimit).unref()
    })

  return (): Promise<boolean> => {
    pending ??= check()
      .catch(() => false)
      .finally(() => {
        pending = undefined
      })
    return Promise.race([pending, timeout()])
  }
}
