import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables'

/** Any number, as long as nobody else uses it: "gantry" in ASCII. */
const lockKey = 0x67616e747279

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
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return {
    db,
    schema: rows[0]?.schema ?? 'public',

    /** Like `holdFile`, by a lock of this connection's session. */
    async hold(): Promise<{ release: () => void } | undefined> {
      const client = await pool.connect()
      client.on('error', () => undefined)
      const locked = await client.query('select pg_try_advisory_lock($1) as held', [lockKey])
      if (locked.rows[0]?.held === true) return { release: () => client.release(true) }
      client.release()
      return undefined
    },
  }
}
