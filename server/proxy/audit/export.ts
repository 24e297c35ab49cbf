import type * as z from 'zod/mini'
import type { exportAuditCsv } from '../../../src/contract/console/audit'
import { byteOrderMark, csvField } from '../../../src/contract/text/csv'
import { ProxyResponse } from '../http/messages'
import type { Store } from '../ports'
import type { AuditRow } from './ports'
import { entryView, maxParamsLength } from './read'

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

/** Only text is escaped: numbers cannot be formulas. */
const csvCell = (value: string | number | null) =>
  typeof value === 'string' ? csvField(value) : String(value ?? '')

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    head: `${byteOrderMark}${columns.join(',')}\r\n`,
    line: (row: AuditRow) => {
      const params = row.params === '' ? '' : JSON.stringify(entryView(row).params)
      const values = { ...row, params, time: new Date(row.at).toISOString() }
      return `${columns.map((name) => csvCell(values[name])).join(',')}\r\n`
    },
  },
  jsonl: {
    type: 'application/jsonl; charset=utf-8',
    head: '',
    line: (row: AuditRow) => `${JSON.stringify(entryView(row))}\n`,
  },
}

/** Entries per read, and characters per chunk. */
const exportLimits = { rows: 250, chunk: 64 * 1024 }

/** Joins lines into larger chunks. */
async function* chunksOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const line of lines) {
    chunk += line
    if (chunk.length < exportLimits.chunk) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/**
 * GET /api/audit.csv and /api/audit.jsonl: stream all matching entries. Parameters may be as long
 * as a request, so entries with long parameters are read one by one.
 */
export function exportAudit(
  format: keyof typeof formats,
  { before: first, ...filters }: z.output<typeof exportAuditCsv.query>,
  { audit }: Store,
): ProxyResponse {
  const { type, head, line } = formats[format]
  const encoder = new TextEncoder()
  let nextBefore = first
  async function* lines(): AsyncGenerator<string> {
    if (head !== '') yield head
    for (;;) {
      const rows = await audit.list({
        ...filters,
        limit: exportLimits.rows,
        before: nextBefore,
        maxParamsLength,
      })
      for (const row of rows)
        yield line(row.params === '' ? ((await audit.find(row.id)) ?? row) : row)
      if (rows.length < exportLimits.rows) return
      nextBefore = rows.at(-1)?.id
    }
  }
  const pieces = chunksOf(lines())
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new ProxyResponse(200, body, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="gantry-audit.${format}"`,
  })
}
