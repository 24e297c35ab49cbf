import { invalid, Problem } from '../http/problem'
import { isRequestId } from '../http/requestId'
import type { AuditRow, Outcome, Store } from '../ports'

const outcomes: readonly Outcome[] = ['pending', 'ok', 'error', 'unknown', 'refused']

function limitFrom(text: string | null): number {
  const limit = text === null ? 50 : Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit
  throw invalid([
    { path: 'limit', rule: 'integer', message: 'must be a whole number from 1 to 500' },
  ])
}

export function beforeFrom(id: string | null): string | undefined {
  if (id === null || isRequestId(id)) return id ?? undefined
  throw invalid([{ path: 'before', rule: 'type', message: 'must be the id of an entry' }])
}

function outcomeFrom(text: string | null): Outcome | undefined {
  const outcome = outcomes.find((one) => one === text)
  if (outcome || text === null) return outcome
  const values = outcomes.join(', ')
  throw invalid([
    { path: 'outcome', rule: 'oneOf', values: { values }, message: `must be one of ${values}` },
  ])
}

function timeFrom(name: string, text: string | null): number | undefined {
  if (text === null) return undefined
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text)
  if (!Number.isNaN(at)) return at
  throw invalid([
    { path: name, rule: 'dateTime', message: 'must be a time such as 2026-11-25T10:00Z' },
  ])
}

/** What is asked for, apart from the page. */
export const filtersFrom = (query: URLSearchParams) => ({
  from: timeFrom('from', query.get('from')),
  until: timeFrom('until', query.get('until')),
  user: query.get('user') ?? undefined,
  account: query.get('account') ?? undefined,
  action: query.get('action') ?? undefined,
  object: query.get('object') ?? undefined,
  outcome: outcomeFrom(query.get('outcome')),
})

/** With its parameters as what they are; null where they were left out. */
export const shown = (row: AuditRow) => ({
  ...row,
  params: row.params === '' ? null : (JSON.parse(row.params) as unknown),
})

/** Characters of parameters in a list: a page of the longest that there may be would fill the memory. */
export const longest = 16 * 1024

/**
 * GET /api/audit?limit&before&from&until&user&account&action&object&outcome: newest first; `before` is
 * an id, for the next page. Long parameters are null; the entry by itself has them.
 */
export async function readAudit(query: URLSearchParams, { audit }: Store) {
  const rows = await audit.list({
    limit: limitFrom(query.get('limit')),
    before: beforeFrom(query.get('before')),
    ...filtersFrom(query),
    longest,
  })
  return { entries: rows.map(shown) }
}

/** GET /api/audit/<id> */
export async function readEntry(id: string, { audit }: Store) {
  const row = isRequestId(id) ? await audit.find(id) : undefined
  if (row) return shown(row)
  throw new Problem(404, 'UnknownEntry', `The audit has no entry ${id}.`)
}
