import type { Action } from '../../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../../src/contract/console/declare/values'
import type { RowScope } from '../../../../src/contract/facts'
import { type Fields, isFields } from '../../../../src/contract/fields'
import type { Scope } from '../../ports'
import { isInScope, isLimited, isRegionInScope, isWhole } from '../scope'

const isNone = (ids: unknown) => ids === undefined || (Array.isArray(ids) && ids.length === 0)

const fieldOf = (names: RowScope, kind: ScopeKind): string | undefined =>
  kind === 'accounts' ? undefined : names[kind]

/**
 * Narrows a list's parameters to the user's scope. An empty list of IDs would be dropped by
 * flattening and return everything.
 */
export function narrowed({ lists }: Action, params: Fields, scope: Scope): Fields {
  const by = lists?.narrowedBy
  if (!by || isWhole(scope)) return params
  const narrow: Record<string, unknown> = {}
  for (const kind of scopeKinds) {
    const param = fieldOf(by, kind)
    if (param === undefined || !isLimited(scope, kind) || !isNone(params[param])) continue
    narrow[param] = scope[kind]
  }
  return { ...params, ...narrow }
}

/** Whether a resource is within the scope, by the fields that name its location. */
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

/** Removes the rows outside the user's scope from an answer. */
export function withinScope({ lists, paging }: Action, data: unknown, scope: Scope): unknown {
  if (!lists || typeof lists.scopedBy === 'string' || !isFields(data)) return data
  const { items, scopedBy } = lists
  const rows = data[items]
  const isFiltered = scopeKinds.some((kind) => fieldOf(scopedBy, kind) && isLimited(scope, kind))
  if (!Array.isArray(rows) || !isFiltered) return data
  const kept = rows.filter((row: unknown) => isRowInScope(scope, lists, row))
  const total = paging?.total ?? 'totalCount'
  const count = data[total]
  const isNone = scopeKinds.some((kind) => fieldOf(scopedBy, kind) && scope[kind]?.length === 0)
  const left = isNone || typeof count !== 'number' ? 0 : count - (rows.length - kept.length)
  const counted = typeof count === 'number' && { [total]: left }
  return { ...data, [items]: kept, ...counted }
}
