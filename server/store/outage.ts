/**
 * PostgreSQL: connections, resources, statement timeout, shutdown or startup, system errors, and a
 * server that has become read-only.
 */
const postgresCodes = /^(08\w{3}|53\w{3}|57014|57P0[1-5]|58\w{3}|25006)$/
const networkCodes =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/
const sqliteCodes = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL)/
/** Errors of pg that have no code. */
const outageMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Postgres connection has been discarded|Client was closed)/

/**
 * Whether a query failed because the database is temporarily unavailable or read-only, not because
 * of the query itself: a retry may succeed.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    postgresCodes.test(code) ||
    networkCodes.test(code) ||
    sqliteCodes.test(code) ||
    outageMessages.test(error.message)
  )
}
