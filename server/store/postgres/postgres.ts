import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { createPostgresPresence } from '../lock/postgresPresence'
import { createWorldClaim } from '../lock/postgresWorldLock'
import type { Tables } from '../schema'
import { storablePlugin } from '../storablePlugin'
import { OwnSchemaDialect } from './ownSchemaDialect'
import { createTimeLimits, limitedPool } from './timeLimits'

/**
 * Parses 64-bit integers as numbers, which are large enough for milliseconds since 1970; by
 * default, pg returns them as strings.
 */
const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/** For migrations and checks, which may take a long time. */
const noTimeLimits = {
  statement: Number.POSITIVE_INFINITY,
  connection: Number.POSITIVE_INFINITY,
}

/** Opens a PostgreSQL database; `options=-c search_path=…` in the URL selects a schema. */
export async function openPostgres(url: string, times = noTimeLimits) {
  const limits = createTimeLimits(times)
  const pool = new pg.Pool({
    connectionString: url,
    types: typeParsers,
    connectionTimeoutMillis: 5000,
    // Detects a server that vanishes without closing the connection.
    keepAlive: true,
    keepAliveInitialDelayMillis: 15_000,
  })
  // A broken connection is replaced at the next query. Without listeners its error would end the
  // process: the pool reports errors of idle connections, the client those of connections in use.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    // The server needs the timeout too, otherwise an abandoned statement could take effect much
    // later.
    if (!Number.isFinite(times.statement)) return
    client.query(`set statement_timeout = ${times.statement}`).catch(() => undefined)
  })
  const dialect = new OwnSchemaDialect({ pool: limitedPool(pool, limits) })
  const db = new Kysely<Tables>({ dialect, plugins: [storablePlugin] })
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return {
    db,
    schema: rows[0]?.schema ?? 'public',
    presence: createPostgresPresence(pool, limits),
    claimWorld: createWorldClaim(pool, limits),
  }
}
