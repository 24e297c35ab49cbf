import type pg from 'pg'

/** A machine that vanishes without a word keeps its locks for half a minute, not for two hours. */
const keepAlive = `select set_config('tcp_keepalives_idle', '15', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`

export interface Locked {
  client: pg.PoolClient
  /** False from the moment at which this process knows that the connection, and so the lock, is gone. */
  isHeld: () => boolean
  /** Gives the connection up. */
  drop: () => void
  release: () => Promise<void>
}

/**
 * Takes a lock that lasts as long as a connection of its own; undefined where another process has it.
 * `onLost` is called when the connection ends before it is released. The connection is given back once,
 * however it ends: the pool ends only when all are back.
 */
export async function takeLock(
  pool: pg.Pool,
  sql: string,
  values: readonly (string | number)[],
  onLost: () => void = () => {},
): Promise<Locked | undefined> {
  const client = await pool.connect()
  let state: 'asking' | 'held' | 'over' = 'asking'
  const drop = () => {
    if (state === 'over') return
    const wasHeld = state === 'held'
    state = 'over'
    client.release(true)
    if (wasHeld) onLost()
  }
  client.on('error', drop)
  client.on('end', drop)
  try {
    await client.query(keepAlive)
    const { rows } = await client.query(sql, [...values])
    if (rows[0]?.held !== true) {
      drop()
      return undefined
    }
  } catch (error) {
    drop()
    throw error
  }
  state = 'held'
  return {
    client,
    isHeld: () => state === 'held',
    drop,
    /** The server takes the locks of a connection back only some time after its end, so they go first. */
    async release() {
      if (state === 'over') return
      await client.query('select pg_advisory_unlock_all()').catch(() => undefined)
      if (state === 'held') {
        state = 'over'
        client.release(true)
      }
    },
  }
}
