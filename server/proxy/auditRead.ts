import type { Outcome, Store } from './ports'
import { invalid } from './problem'
import { isRequestId } from './requestId'

const outcomes: readonly Outcome[] = ['pending', 'ok', 'error', 'unknown', 'refused']

function limitFrom(text: string | null): number {
  const limit = text === null ? 50 : Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit
  throw invalid([
    { path: 'limit', rule: 'integer', message: 'must be a whole number from 1 to 500' },
  ])
}

function beforeFrom(id: string | null): string | undefined {
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

/** GET /api/audit?limit&before&user&account&action&outcome: newest first; `before` an id for the next page. */
export async function readAudit(query: URLSearchParams, { audit }: Store) {
  const rows = await audit.list({
    limit: limitFrom(query.get('limit')),
    before: beforeFrom(query.get('before')),
    user: query.get('user') ?? undefined,
    account: query.get('account') ?? undefined,
    action: query.get('action') ?? undefined,
    outcome: outcomeFrom(query.get('outcome')),
  })
  return { entries: rows.map((row) => ({ ...row, params: JSON.parse(row.params) as unknown })) }
}
