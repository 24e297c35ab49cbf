import type { Action } from '../../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../../src/contract/console/declare/values'
import type { RowScope } from '../../../../src/contract/facts'
import { type Fields, isFields } from '../../../../src/contract/fields'
import type { Scope } from '../../ports'
import { isInScope, isLimited, isRegionInScope, isUnlimited } from '../scope'

const isEmptyList = (ids: unknown) => ids === undefined || (Array.isArray(ids) && ids.length === 0)

const fieldOf = (names: RowScope, kind: ScopeKind): string | undefined =>
  kind === 'accounts' ? undefined : names[kind]

/**
 * Narrows a list's parameters to the user's scope. Flattening would drop an empty list of IDs, and
 * the API would return everything.
 */
export function narrowToScope({ lists }: Action, params: Fields, scope: Scope): Fields {
  const scopeParams = lists?.narrowedBy
  if (!scopeParams || isUnlimited(scope)) return params
  const narrow: Record<string, unknown> = {}
  for (const kind of scopeKinds) {
    const param = fieldOf(scopeParams, kind)
    if (param === undefined || !isLimited(scope, kind) || !isEmptyList(params[param])) continue
    narrow[param] = scope[kind]
  }
  return { ...params, ...narrow }
}

/**
 * Whether a resource is within the scope, judged by the fields that name its cluster, namespace and
 * region.
 */
function isNamedInScope(scope: Scope, names: unknown, fields: RowScope): boolean {
  if (!isFields(names)) return false
  return scopeKinds.every((kind) => {
    const field = fieldOf(fields, kind)
    if (field === undefined || !isLimited(scope, kind)) return true
    const name = String(names[field] ?? '')
    return kind === 'regions' ? isRegionInScope(scope, name) : isInScope(scope, kind, name)
  })
}

/** Whether a row is within the scope. */
export function isRowInScope(scope: Scope, lists: NonNullable<Action['lists']>, row: unknown) {
  if (typeof lists.scopedBy === 'string') return true
  const names = isFields(row) && lists.within !== undefined ? row[lists.within] : row
  return isNamedInScope(scope, names, lists.scopedBy)
}

/**
 * The data of a response without the rows of its further lists that are outside the scope, and
 * without fields whose text may name resources outside it.
 */
export function withoutOthersResources(
  scope: Scope,
  { lists, unscopedFields = [] }: Action,
  data: unknown,
): unknown {
  if (!isFields(data) || isUnlimited(scope)) return data
  const scopedData: Record<string, unknown> = { ...data }
  for (const { items, scopedBy } of lists?.others ?? []) {
    const rows = data[items]
    if (typeof scopedBy === 'string' || !Array.isArray(rows)) continue
    scopedData[items] = rows.filter((row) => isNamedInScope(scope, row, scopedBy))
  }
  if (isLimited(scope, 'clusters') || isLimited(scope, 'namespaces')) {
    for (const field of unscopedFields) delete scopedData[field]
  }
  return scopedData
}

/** Scope kinds that both limit the user and apply to the rows of a list. */
const limitedKinds = (scope: Scope, by: RowScope): ScopeKind[] =>
  scopeKinds.filter((kind) => fieldOf(by, kind) !== undefined && isLimited(scope, kind))

/** Returns a filter for rows within the user's scope; undefined for a list that needs no filter. */
export function scopeFilter(
  scope: Scope,
  { lists }: Action,
): ((row: unknown) => boolean) | undefined {
  if (!lists || typeof lists.scopedBy === 'string') return undefined
  if (limitedKinds(scope, lists.scopedBy).length === 0) return undefined
  return (row) => isRowInScope(scope, lists, row)
}

/**
 * Whether the scope can be applied by narrowing the parameters, so that the endpoint pages and
 * counts.
 */
export function isNarrowed(scope: Scope, { lists }: Action): boolean {
  if (!lists || typeof lists.scopedBy === 'string' || lists.machine !== undefined) return false
  const { narrowedBy = {} } = lists
  return limitedKinds(scope, lists.scopedBy).every((kind) => fieldOf(narrowedBy, kind))
}
