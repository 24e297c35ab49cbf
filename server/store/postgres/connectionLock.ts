import type pg from 'pg'

/** Releases the locks of a vanished machine after half a minute instead of two hours. */
const keepAlive = `select set_config('tcp_keepalives_idle', '15', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`

export interface ConnectionLock {
  client: pg.PoolClient
  /** False as soon as this process knows that the connection, and with it the lock, is lost. */
  isHeld: () => boolean
  /** Closes the connection. */
  disconnect: () => void
  release: () => Promise<void>
}

/**
 * Takes a lock on its own connection; undefined if another process has it. `onLost` is called if
 * the connection ends before the release. The connection is returned exactly once, because the pool
 * ends only when all are returned.
 */
export async function takeLock(
  pool: pg.Pool,
  sql: string,
  values: readonly (string | number)[],
  onLost: () => void = () => {},
): Promise<ConnectionLock | undefined> {
  const client = await pool.connect()
  let state: 'acquiring' | 'held' | 'released' = 'acquiring'
  const disconnect = () => {
    if (state === 'released') return
    const wasHeld = state === 'held'
    state = 'released'
    client.release(true)
    if (wasHeld) onLost()
  }
  client.on('error', disconnect)
  client.on('end', disconnect)
  try {
    await client.query(keepAlive)
    const { rows } = await client.query(sql, [...values])
    if (rows[0]?.held !== true) {
      disconnect()
      return undefined
    }
  } catch (error) {
    disconnect()
    throw error
  }
  state = 'held'
  return {
    client,
    isHeld: () => state === 'held',
    disconnect,
    /**
     * The server releases the locks of a closed connection with a delay, so they are released
     * first.
     */
    async release() {
      if (state === 'released') return
      await client.query('select pg_advisory_unlock_all()').catch(() => undefined)
      if (state === 'held') {
        state = 'released'
        client.release(true)
      }
    },
  }
}
