import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { type Locked, takeLock } from '../postgres/connectionLock'
import type { Tables } from '../schema'
import type { Hold } from './worldClaim'

/** First half of the world's lock: "ganu", for want of a better one. The other half is of its schema. */
const worldKey = 0x67616e75

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
