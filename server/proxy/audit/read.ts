import type * as z from 'zod/mini'
import type { listAudit } from '../../../src/contract/console/audit'
import { isFields } from '../../../src/contract/fields'
import { replaceSecrets } from '../../../src/contract/secrets/settings'
import { Problem } from '../http/problem'
import { isRequestId } from '../http/requestId'
import type { Store } from '../ports'
import type { AuditRow } from './ports'
import { mask } from './redact'

/**
 * An entry with parsed parameters; null where they were omitted. Secrets are masked when an entry
 * is written; entries of versions before 0.2 may contain some.
 */
export function entryView(row: AuditRow) {
  const stored: unknown = row.params === '' ? null : JSON.parse(row.params)
  const params = replaceSecrets(stored, () => mask)
  return { ...row, params: isFields(params) ? params : null }
}

/**
 * Longest parameters included in a list, in characters; a page of the longest possible ones would
 * exhaust memory.
 */
export const maxParamsLength = 16 * 1024

type Query = z.output<typeof listAudit.query>

/** Entries, newest first. Long parameters are null; GET /api/audit/<id> returns them. */
export async function readAudit(query: Query, { audit }: Store) {
  const rows = await audit.list({ ...query, maxParamsLength })
  return { entries: rows.map(entryView) }
}

/** GET /api/audit/<id> */
export async function readEntry(id: string, { audit }: Store) {
  const row = isRequestId(id) ? await audit.find(id) : undefined
  if (row) return entryView(row)
  throw new Problem(404, 'UnknownEntry', `The audit entry ${id} does not exist.`)
}
