import { randomInt } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Presence } from './presence'
import type { Tables } from './tables'
import type { Hold } from './worldHold'

/** First half of the world's lock: "ganu", for want of a better one. The other half is of its schema. */
const worldKey = 0x67616e75

/** First half of the lock of each process: "gant". The other half is its id. */
const presenceKey = 0x67616e74

/** A machine that vanishes without a word keeps its locks for half a minute, not for two hours. */
const keepAlive = `select set_config('tcp_keepalives_idle', '15', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`

interface Locked {
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
async function takeLock(
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

/** Queries on one connection, in turn; one that Kysely gives up is given up altogether. */
function databaseOn({ client, drop }: Locked): Kysely<Tables> {
  let last: Promise<unknown> = Promise.resolve()
  const connect = async () => {
    const before = last
    let leave = () => {}
    last = new Promise<void>((resolve) => {
      leave = resolve
    })
    await before
    return {
      query: client.query.bind(client),
      release: (isBroken?: boolean) => {
        if (isBroken) drop()
        leave()
      },
    }
  }
  const pool = { connect, end: async () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * Claims the embedded cloud's world by the lock of a connection. The world is read and written on this
 * very connection: what is committed on it was committed under the lock, and without it nothing can be.
 */
export const worldOn =
  (pool: pg.Pool): Hold =>
  async () => {
    const sql = 'select pg_try_advisory_lock($1, hashtext(current_schema())) as held'
    const locked = await takeLock(pool, sql, [worldKey])
    if (!locked) return undefined
    const { isHeld, drop, release } = locked
    return { db: databaseOn(locked), isHeld, drop, release }
  }
