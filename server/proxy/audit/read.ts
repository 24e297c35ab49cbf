import type * as z from 'zod/mini'
import type { listAudit } from '../../../src/contract/console/audit'
import { isFields } from '../http/body'
import { Problem } from '../http/problem'
import { isRequestId } from '../http/requestId'
import type { AuditRow, Store } from '../ports'

/** The entry with its parameters as a value; null where they were left out. */
export function shown(row: AuditRow) {
  const params: unknown = row.params === '' ? null : JSON.parse(row.params)
  return { ...row, params: isFields(params) ? params : null }
}

/** Characters of parameters in a list: a page of the longest that there may be would fill the memory. */
export const longest = 16 * 1024

type Query = z.output<typeof listAudit.query>

/** Entries, newest first. Long parameters are null; the entry by itself has them. */
export async function readAudit(query: Query, { audit }: Store) {
  const rows = await audit.list({ ...query, longest })
  return { entries: rows.map(shown) }
}

/** GET /api/audit/<id> */
export async function readEntry(id: string, { audit }: Store) {
  const row = isRequestId(id) ? await audit.find(id) : undefined
  if (row) return shown(row)
  throw new Problem(404, 'UnknownEntry', `The audit has no entry ${id}.`)
}
