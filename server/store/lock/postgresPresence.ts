import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { type ConnectionLock, takeLock } from '../postgres/connectionLock'
import type { TimeLimits } from '../postgres/timeLimits'
import type { Presence } from './presence'

/** First half of each process's lock ID: "gant" in ASCII. The second half is the process's ID. */
const presenceKey = 0x67616e74

/**
 * Presence of processes that share a database. Each process holds an advisory lock, which ends with
 * its connection and is acquired again at once or at the next check. It is a shared lock, because
 * the server may still hold the lock of the lost connection.
 */
export function createPostgresPresence(pool: pg.Pool, limits: TimeLimits): Presence {
  const ownId = String(randomInt(1, 2 ** 31 - 1))
  let ownLock: Promise<ConnectionLock | undefined> | undefined
  let hasLeft = false

  function takeOwnLock(): Promise<ConnectionLock | undefined> {
    const sql = 'select pg_try_advisory_lock_shared($1, $2) as held'
    ownLock ??= takeLock(pool, limits, sql, [presenceKey, ownId], () => {
      ownLock = undefined
      if (!hasLeft) takeOwnLock().catch(() => undefined)
    }).catch((error: unknown) => {
      ownLock = undefined
      throw error
    })
    return ownLock
  }

  return {
    async id() {
      await takeOwnLock()
      return ownId
    },
    async isAlive(id) {
      if (id === ownId) return true
      const query = pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and granted
         and classid = $1 and objid = $2 and objsubid = 2
         and database = (select oid from pg_database where datname = current_database())`,
        [presenceKey, id],
      )
      const { rows } = await limits.statement(query)
      return rows.length > 0
    },
    async leave() {
      hasLeft = true
      const locked = await ownLock?.catch(() => undefined)
      ownLock = undefined
      await locked?.release()
    },
  }
}
