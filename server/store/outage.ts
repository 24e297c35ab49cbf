/**
 * PostgreSQL: connections, resources, a statement's time limit, shutdown or startup, system errors, and a server that became
 * read-only.
 */
const postgresCodes = /^(08\w{3}|53\w{3}|57014|57P0[1-5]|58\w{3}|25006)$/
const networkCodes =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/
const sqliteCodes = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL)/
/** Errors of pg without a code. */
const messages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Postgres connection has been discarded|Client was closed)/

/**
 * Whether a query failed because the database is unavailable or read-only at present, not because
 * of the query: a retry may succeed.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    postgresCodes.test(code) ||
    networkCodes.test(code) ||
    sqliteCodes.test(code) ||
    messages.test(error.message)
  )
}
