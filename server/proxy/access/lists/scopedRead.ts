import type { Paging } from '../../../../src/contract/action'
import type { PartialList } from '../../../../src/contract/console/calls/calls'
import { type Fields, isFields } from '../../../../src/contract/fields'
import type { Scope } from '../../ports'
import type { OutgoingCall } from '../../upstream/signedRequest'
import type { Send } from '../readAll'
import { isEmptyScope } from '../scope'
import { isNarrowed, scopeFilter, withoutOthersResources } from './listScope'
import { machineFilter } from './machineScope'

/** Maximum rows that are read for one page of a filtered list. */
const maxRowsRead = 5000
/** A page size that every endpoint accepts. */
const pageSize = 100
/**
 * Concurrent reads of one list; fewer than a user may have, so that the user's other calls
 * continue.
 */
const maxConcurrentReads = 8

type RowFilter = (row: unknown) => boolean

interface ScopedAnswer {
  data: unknown
  /** Set if the list was too long to be read completely. */
  partial?: PartialList
}

const asWholeNumber = (value: unknown, otherwise: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise

/**
 * Returns a full page of the rows within the scope, and their number. Reads all pages of the list,
 * up to `maxRowsRead`.
 */
async function filteredPage(
  outgoing: OutgoingCall,
  { items, total, limit: standard }: Paging,
  isKept: RowFilter,
  send: Send,
): Promise<ScopedAnswer> {
  const read = async (offset: number) => {
    const params = { ...outgoing.params, offset, limit: pageSize }
    const { data } = await send({ ...outgoing, params })
    const fields = isFields(data) ? data : {}
    const listField: unknown = fields[items]
    const rows: readonly unknown[] = Array.isArray(listField) ? listField : []
    return { fields, rows }
  }
  const first = await read(0)
  const count = asWholeNumber(first.fields[total], first.rows.length)
  const rowsToRead = Math.min(count, maxRowsRead)
  const readRows = [...first.rows]
  for (let offset = pageSize; offset < rowsToRead; offset += pageSize * maxConcurrentReads) {
    const offsets = Array.from({ length: maxConcurrentReads }, (_, at) => offset + at * pageSize)
    const pages = await Promise.all(offsets.filter((candidate) => candidate < rowsToRead).map(read))
    readRows.push(...pages.flatMap(({ rows }) => rows))
  }
  const rowsInScope = readRows.filter(isKept)
  const { offset: requested, limit }: Fields = { ...outgoing.params }
  const offset = asWholeNumber(requested, 0)
  const page = rowsInScope.slice(offset, offset + asWholeNumber(limit, standard))
  const data = { ...first.fields, [items]: page, [total]: rowsInScope.length }
  return count > maxRowsRead ? { data, partial: { read: readRows.length, total: count } } : { data }
}

/**
 * Reads a list and removes the rows outside the user's scope. Pages are full, and totals count the
 * remaining rows. `readOther` sends the additional reads that identify these rows.
 */
export async function readInScope(
  scope: Scope,
  outgoing: OutgoingCall,
  send: Send,
  readOther: Send,
): Promise<ScopedAnswer> {
  const answer = await readListInScope(scope, outgoing, send, readOther)
  return { ...answer, data: withoutOthersResources(scope, outgoing.action, answer.data) }
}

/** Reads an action's main list, if it has one, without the rows outside the user's scope. */
async function readListInScope(
  scope: Scope,
  outgoing: OutgoingCall,
  send: Send,
  readOther: Send,
): Promise<ScopedAnswer> {
  const { lists, paging } = outgoing.action
  const filters = [
    await machineFilter(scope, outgoing, readOther),
    scopeFilter(scope, outgoing.action),
  ].filter((item) => item !== undefined)
  if (!lists || filters.length === 0) {
    const { data } = await send(outgoing)
    return { data }
  }
  const isKept: RowFilter = (row) => filters.every((filter) => filter(row))
  if (paging && !isNarrowed(scope, outgoing.action)) {
    return filteredPage(outgoing, paging, isKept, send)
  }
  const { data } = await send(outgoing)
  const rows = isFields(data) ? data[lists.items] : undefined
  if (!isFields(data) || !Array.isArray(rows)) return { data }
  const rowsInScope = rows.filter(isKept)
  const total = paging?.total ?? 'totalCount'
  const count = data[total]
  if (typeof count !== 'number') return { data: { ...data, [lists.items]: rowsInScope } }
  // An empty scope cannot narrow the parameters of a list.
  const isWhole = !paging || (rowsInScope.length === 0 && isEmptyScope(scope))
  const counted = {
    [total]: isWhole ? rowsInScope.length : count - (rows.length - rowsInScope.length),
  }
  return { data: { ...data, [lists.items]: rowsInScope, ...counted } }
}
