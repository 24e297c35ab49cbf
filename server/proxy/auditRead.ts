import type { AuditRow, Outcome, Store } from './ports'
import { invalid, Problem } from './problem'
import { Reply } from './reply'
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

function timeFrom(name: string, text: string | null): number | undefined {
  if (text === null) return undefined
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text)
  if (!Number.isNaN(at)) return at
  throw invalid([
    { path: name, rule: 'dateTime', message: 'must be a time such as 2026-11-25T10:00Z' },
  ])
}

/** What is asked for, apart from the page. */
const filtersFrom = (query: URLSearchParams) => ({
  from: timeFrom('from', query.get('from')),
  until: timeFrom('until', query.get('until')),
  user: query.get('user') ?? undefined,
  account: query.get('account') ?? undefined,
  action: query.get('action') ?? undefined,
  object: query.get('object') ?? undefined,
  outcome: outcomeFrom(query.get('outcome')),
})

const shown = (row: AuditRow) => ({ ...row, params: JSON.parse(row.params) as unknown })

/**
 * GET /api/audit?limit&before&from&until&user&account&action&object&outcome: newest first; `before` is
 * an id, for the next page.
 */
export async function readAudit(query: URLSearchParams, { audit }: Store) {
  const rows = await audit.list({
    limit: limitFrom(query.get('limit')),
    before: beforeFrom(query.get('before')),
    ...filtersFrom(query),
  })
  return { entries: rows.map(shown) }
}

/** GET /api/audit/<id> */
export async function readEntry(id: string, { audit }: Store) {
  const row = isRequestId(id) ? await audit.find(id) : undefined
  if (row) return shown(row)
  throw new Problem(404, 'UnknownEntry', `The audit has no entry ${id}.`)
}

const columns = [
  'id',
  'time',
  'user',
  'role',
  'address',
  'account',
  'region',
  'action',
  'target',
  'outcome',
  'code',
  'codeDesc',
  'message',
  'cloudRequestId',
  'duration',
  'params',
] as const

/** In quotes where it has to be; what a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    head: `${columns.join(',')}\r\n`,
    line: (row: AuditRow) => {
      const values = { ...row, time: new Date(row.at).toISOString() }
      return `${columns.map((name) => cell(values[name])).join(',')}\r\n`
    },
  },
  jsonl: {
    type: 'application/jsonl; charset=utf-8',
    head: '',
    line: (row: AuditRow) => `${JSON.stringify(shown(row))}\n`,
  },
}

const rowsAtOnce = 1000

/** GET /api/audit.csv and /api/audit.jsonl, with the same filters: everything, as it is read. */
export function exportAudit(
  format: keyof typeof formats,
  query: URLSearchParams,
  { audit }: Store,
): Reply {
  const filters = filtersFrom(query)
  const { type, head, line } = formats[format]
  const encoder = new TextEncoder()
  let before = beforeFrom(query.get('before'))
  let start = head
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = await audit.list({ ...filters, limit: rowsAtOnce, before })
      before = rows.at(-1)?.id ?? before
      const text = start + rows.map(line).join('')
      start = ''
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (rows.length < rowsAtOnce) controller.close()
    },
  })
  return new Reply(200, body, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="gantry-audit.${format}"`,
  })
}
