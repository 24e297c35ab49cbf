/** PostgreSQL: connections, resources, a shutdown or start, its machine, and a server that only reads now. */
const postgres = /^(08\w{3}|53\w{3}|57P0[1-5]|58\w{3}|25006)$/
const network =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/
const sqlite = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL)/
/** What pg says in words alone. */
const words =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Postgres connection has been discarded|Client was closed)/

/**
 * Whether an error of a query says that the database is away or takes nothing at present, rather than
 * that the query was wrong: the same may go well a moment later.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return postgres.test(code) || network.test(code) || sqlite.test(code) || words.test(error.message)
}
