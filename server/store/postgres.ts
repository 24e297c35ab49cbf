import { randomInt } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { onlyStorable } from './onlyStorable'
import type { Presence } from './presence'
import type { Tables } from './tables'

/** First half of the world's lock: "ganu", for want of a better one. The other half is of its schema. */
const worldKey = 0x67616e75

/** First half of the lock of each process: "gant". The other half is its id. */
const presenceKey = 0x67616e74

/**
 * A connection of one's own, for locks that last as long as it. Given back once, however often that is
 * asked for and also where it was lost: the pool ends only when all are back.
 */
async function borrow(pool: pg.Pool, onEnd: () => void = () => {}) {
  const client = await pool.connect()
  let isBack = false
  const back = () => {
    if (isBack) return
    isBack = true
    client.release(true)
    onEnd()
  }
  client.on('error', back)
  client.on('end', back)
  return {
    client,
    /** The server takes the locks of a connection back only some time after its end, so they go first. */
    async release(): Promise<void> {
      if (isBack) return
      await client.query('select pg_advisory_unlock_all()').catch(() => undefined)
      back()
    },
  }
}

type Borrowed = Awaited<ReturnType<typeof borrow>>

/** Processes on one database; the lock of each ends with its connection. */
function presenceOn(pool: pg.Pool): Presence {
  const own = String(randomInt(1, 2 ** 31 - 1))
  let held: Promise<Borrowed> | undefined

  async function hold(): Promise<Borrowed> {
    const borrowed = await borrow(pool, () => {
      held = undefined
    })
    try {
      await borrowed.client.query('select pg_advisory_lock($1, $2)', [presenceKey, own])
    } catch (error) {
      await borrowed.release()
      throw error
    }
    return borrowed
  }

  return {
    async id() {
      held ??= hold()
      try {
        await held
      } catch (error) {
        held = undefined
        throw error
      }
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
      const borrowed = await held?.catch(() => undefined)
      held = undefined
      await borrowed?.release()
    },
  }
}

/** Milliseconds since 1970 fit a number; pg hands 64-bit integers over as text unless told otherwise. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/** A PostgreSQL database; `options=-c search_path=…` in the URL chooses a schema. */
export async function openPostgres(url: string) {
  const pool = new pg.Pool({ connectionString: url, types, connectionTimeoutMillis: 5000 })
  // An idle connection that breaks is replaced at the next query; without a listener it ends the process.
  pool.on('error', () => undefined)
  const dialect = new PostgresDialect({ pool })
  const db = new Kysely<Tables>({ dialect, plugins: [onlyStorable] })
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return {
    db,
    schema: rows[0]?.schema ?? 'public',
    presence: presenceOn(pool),

    /** Like `holdFile`, by a lock of this connection's session. */
    async hold(): Promise<{ release: () => Promise<void> } | undefined> {
      const { client, release } = await borrow(pool)
      try {
        const locked = await client.query(
          'select pg_try_advisory_lock($1, hashtext(current_schema())) as held',
          [worldKey],
        )
        if (locked.rows[0]?.held === true) return { release }
      } catch (error) {
        await release()
        throw error
      }
      await release()
      return undefined
    },
  }
}
