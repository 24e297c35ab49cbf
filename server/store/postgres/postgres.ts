import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { presenceOn } from '../lock/postgresPresence'
import { worldOn } from '../lock/postgresWorldLock'
import type { Tables } from '../schema'
import { onlyStorable } from '../storablePlugin'

/** Milliseconds since 1970 fit a number; pg hands 64-bit integers over as text unless told otherwise. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/** A PostgreSQL database; `options=-c search_path=…` in the URL chooses a schema. */
export async function openPostgres(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    connectionTimeoutMillis: 5000,
    // Or nobody would notice a server that vanishes without a word.
    keepAlive: true,
    keepAliveInitialDelayMillis: 15_000,
  })
  // A connection that breaks is replaced at the next query. Without listeners it ends the process: one of
  // the pool while it is idle, one of its own while somebody has it and asks nothing.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const dialect = new PostgresDialect({ pool })
  const db = new Kysely<Tables>({ dialect, plugins: [onlyStorable] })
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return {
    db,
    schema: rows[0]?.schema ?? 'public',
    presence: presenceOn(pool),
    hold: worldOn(pool),
  }
}
