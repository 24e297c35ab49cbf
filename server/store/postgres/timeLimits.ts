import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** Timeouts in milliseconds for a statement, and for getting a connection. */
export const timeLimits = { statement: 10_000, connection: 5_000 }
/** Timeout in milliseconds after a statement has timed out, until the database answers again. */
const limitWhileFrozen = 1_000

/** The database did not answer in time; `isOutage` recognises the code. */
class DatabaseTimeout extends Error {
  readonly code = 'ETIMEDOUT'
}

/** Rejects after a timeout; the work continues, and its outcome is ignored. */
export async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  if (!Number.isFinite(milliseconds)) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeoutReached = new Promise<never>((_resolve, reject) => {
    const message = `The database did not answer within ${milliseconds} ms.`
    timer = setTimeout(() => reject(new DatabaseTimeout(message)), milliseconds)
  })
  try {
    return await Promise.race([work, timeoutReached])
  } finally {
    clearTimeout(timer)
  }
}

export type TimeLimit = <T>(work: Promise<T>) => Promise<T>

/**
 * Timeouts that don't add up: a request needs several statements, and after a timeout the next ones
 * fail sooner.
 */
export function createTimeLimits({ statement, connection }: typeof timeLimits) {
  let isFrozen = false

  const limited =
    (milliseconds: number): TimeLimit =>
    async (work) => {
      try {
        const result = await withTimeout(
          work,
          isFrozen ? Math.min(milliseconds, limitWhileFrozen) : milliseconds,
        )
        isFrozen = false
        return result
      } catch (error) {
        if (error instanceof DatabaseTimeout) isFrozen = true
        throw error
      }
    }

  return { statement: limited(statement), connection: limited(connection) }
}

export type TimeLimits = ReturnType<typeof createTimeLimits>

/**
 * A client whose statements have a timeout. After a timeout, the connection is returned as broken,
 * because the running statement would block the next one.
 */
export function limitedClient(
  client: Pick<pg.PoolClient, 'query'>,
  limits: Pick<TimeLimits, 'statement'>,
  release: (isBroken: boolean) => void,
): PostgresPoolClient {
  const send: PostgresPoolClient['query'] = client.query.bind(client)
  let isReleased = false
  const giveBack = (isBroken: boolean) => {
    if (isReleased) return
    isReleased = true
    release(isBroken)
  }

  async function execute<R>(sql: string, parameters: readonly unknown[]) {
    if (isReleased) throw new DatabaseTimeout('The connection was closed after a timeout.')
    try {
      return await limits.statement(send<R>(sql, parameters))
    } catch (error) {
      if (error instanceof DatabaseTimeout) giveBack(true)
      throw error
    }
  }

  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(sql: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    return typeof sql === 'string' ? execute<R>(sql, parameters) : send(sql)
  }

  return { query, release: (isBroken) => giveBack(isBroken === true) }
}

/** A pool for Kysely whose connections and statements have a timeout. */
export const limitedPool = (pool: pg.Pool, limits: TimeLimits): PostgresPool => ({
  async connect() {
    const connecting = pool.connect()
    try {
      const client = await limits.connection(connecting)
      return limitedClient(client, limits, (isBroken) => client.release(isBroken))
    } catch (error) {
      // A connection that arrives after the timeout returns to the pool.
      connecting.then((client) => client.release()).catch(() => undefined)
      throw error
    }
  },
  end: () => pool.end(),
})
