import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { type Locked, takeLock } from '../postgres/connectionLock'
import type { Presence } from './presence'

/** First half of each process's lock ID: "gant". The other half is the process's ID. */
const presenceKey = 0x67616e74

/**
 * Presence of processes that share a database. Each holds an advisory lock, which ends with its
 * connection and is taken again at once or at the next check. The lock is a shared one, because the
 * server may still hold that of the lost connection.
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
