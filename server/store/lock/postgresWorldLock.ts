import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { type ConnectionLock, takeLock } from '../postgres/connectionLock'
import { limitedClient, type TimeLimits } from '../postgres/timeLimits'
import type { Tables } from '../schema'
import type { ClaimWorld } from './worldAccess'

/**
 * First half of the world's lock ID: "ganu" in ASCII, one more than `presenceKey`. The second half
 * is derived from the schema.
 */
const worldKey = 0x67616e75

/**
 * A database on a single connection, which serialises its queries. A connection that Kysely reports
 * as broken is closed.
 */
function databaseOnConnection(
  { client, disconnect }: ConnectionLock,
  limits: TimeLimits,
): Kysely<Tables> {
  let previous: Promise<unknown> = Promise.resolve()
  const connect = async () => {
    const earlier = previous
    let finish = () => {}
    previous = new Promise<void>((resolve) => {
      finish = resolve
    })
    await earlier
    return limitedClient(client, limits, (isBroken) => {
      if (isBroken) disconnect()
      finish()
    })
  }
  const pool = { connect, end: async () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * Claims the simulation's world with a lock on a connection. The world is read and written on the
 * same connection, so no commit happens without the lock.
 */
export const createWorldClaim =
  (pool: pg.Pool, limits: TimeLimits): ClaimWorld =>
  async () => {
    const sql = 'select pg_try_advisory_lock($1, hashtext(current_schema())) as held'
    const lock = await takeLock(pool, limits, sql, [worldKey])
    if (!lock) return undefined
    const { isHeld, disconnect, release } = lock
    return { db: databaseOnConnection(lock, limits), isHeld, disconnect, release }
  }
