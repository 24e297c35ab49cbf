import pg from 'pg'
import type { TimeLimits } from './timeLimits'

/**
 * Lets the server release the locks of a vanished machine after half a minute instead of two hours.
 */
const keepAlive = `select set_config('tcp_keepalives_idle', '15', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`

export interface ConnectionLock {
  client: pg.Client
  /**
   * Returns false as soon as this process knows that the connection, and with it the lock, is lost.
   */
  isHeld: () => boolean
  /** Closes the connection. */
  disconnect: () => void
  release: () => Promise<void>
}

/**
 * Acquires a lock on a connection of its own, made with the pool's settings; returns undefined if
 * another process has the lock. `onLost` is called if the connection ends before the release.
 */
export async function takeLock(
  { options }: pg.Pool,
  limits: TimeLimits,
  sql: string,
  values: readonly (string | number)[],
  onLost: () => void = () => {},
): Promise<ConnectionLock | undefined> {
  const client = new pg.Client(options)
  let state: 'acquiring' | 'held' | 'released' = 'acquiring'
  const endConnection = () => {
    state = 'released'
    // The end is not awaited, because a server that has vanished never confirms it.
    client.end().catch(() => undefined)
  }
  const disconnect = () => {
    if (state === 'released') return
    const wasHeld = state === 'held'
    endConnection()
    if (wasHeld) onLost()
  }
  client.on('error', disconnect)
  client.on('end', disconnect)
  try {
    await limits.connection(client.connect())
    await limits.statement(client.query(keepAlive))
    const { rows } = await limits.statement(client.query(sql, [...values]))
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
     * The lock is released before the connection, because the server releases the locks of a closed
     * connection with a delay.
     */
    async release() {
      if (state === 'released') return
      const unlocked = client.query('select pg_advisory_unlock_all()')
      await limits.statement(unlocked).catch(() => undefined)
      if (state === 'held') endConnection()
    },
  }
}
