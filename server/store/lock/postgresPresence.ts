import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { type Locked, takeLock } from '../postgres/connectionLock'
import type { Presence } from './presence'

/** First half of the lock of each process: "gant". The other half is its id. */
const presenceKey = 0x67616e74

/**
 * Processes on one database; the lock of each ends with its connection, and is taken anew at once, or
 * at the next look. It is a shared one: a server that has not noticed yet that the first connection is
 * gone must not keep the second waiting.
 */
export function presenceOn(pool: pg.Pool): Presence {
  const own = String(randomInt(1, 2 ** 31 - 1))
  let held: Promise<Locked | undefined> | undefined
  let hasLeft = false

  function hold(): Promise<Locked | undefined> {
    const sql = 'select pg_try_advisory_lock_shared($1, $2) as held'
    held ??= takeLock(pool, sql, [presenceKey, own], () => {
      held = undefined
      if (!hasLeft) hold().catch(() => undefined)
    }).catch((error: unknown) => {
      held = undefined
      throw error
    })
    return held
  }

  return {
    async id() {
      await hold()
      return own
    },
    async isAlive(id) {
      if (id === own) return true
      const { rows } = await pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and granted
         and classid = $1 and objid = $2 and objsubid = 2
         and database = (select oid from pg_database where datname = current_database())`,
        [presenceKey, id],
      )
      return rows.length > 0
    },
    async leave() {
      hasLeft = true
      const locked = await held?.catch(() => undefined)
      held = undefined
      await locked?.release()
    },
  }
}
