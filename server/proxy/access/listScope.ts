import type { Action } from '../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../src/contract/console/declare/values'
import { type Fields, isFields } from '../../../src/contract/fields'
import type { Scope } from '../ports'
import { isInScope, isLimited, isRegionInScope } from './scope'

const isNone = (ids: unknown) => ids === undefined || (Array.isArray(ids) && ids.length === 0)

/**
 * The parameters of a list of clusters, narrowed to those that the person reaches. An empty list of ids
 * leaves no trace in what is sent, and asks for all of them.
 */
export function narrowed({ name }: Action, params: Fields, scope: Scope): Fields {
  const isList = name === 'DescribeCluster' && isLimited(scope, 'clusters')
  return isList && isNone(params.clusterIds) ? { ...params, clusterIds: scope.clusters } : params
}

/** Fields that tell of which cluster, namespace and region a thing is. */
type Names = Partial<Record<ScopeKind, string>>

const aim: Names = { regions: 'clusterRegion', clusters: 'clusterId', namespaces: 'namespace' }

/** Lists that hold things of several clusters or namespaces, whatever is asked for. */
const lists: Readonly<Record<string, { items: string; within?: string; names: Names }>> = {
  DescribeCluster: { items: 'clusters', names: { clusters: 'clusterId' } },
  DescribeClusterService: { items: 'services', names: { namespaces: 'namespace' } },
  DescribeClusterNameSpaces: { items: 'namespaces', names: { namespaces: 'name' } },
  ListTrigger: { items: 'triggerInfo', within: 'invokePara', names: aim },
  ListTriggerLog: { items: 'logInfo', within: 'invokePara', names: aim },
}

/** Whether somebody reaches a thing by the fields that name where it is. */
function isThingInScope(scope: Scope, thing: unknown, names: Names): boolean {
  if (!isFields(thing)) return false
  return scopeKinds.every((kind) => {
    const field = names[kind]
    if (field === undefined || !isLimited(scope, kind)) return true
    const name = String(thing[field] ?? '')
    return kind === 'regions' ? isRegionInScope(scope, name) : isInScope(scope, kind, name)
  })
}

/** Whether somebody reaches what a trigger updates. */
export const isTargetInScope = (scope: Scope, trigger: Fields): boolean =>
  isThingInScope(scope, trigger.invokePara, aim)

/** An answer without what the person does not reach. */
export function withinScope({ name }: Action, data: unknown, scope: Scope): unknown {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined
  if (!list || !isFields(data)) return data
  const { items, within, names } = list
  const rows = data[items]
  const isAsked = scopeKinds.some((kind) => names[kind] !== undefined && isLimited(scope, kind))
  if (!Array.isArray(rows) || !isAsked) return data
  const kept = rows.filter((row: unknown) => {
    const thing = isFields(row) && within !== undefined ? row[within] : row
    return isThingInScope(scope, thing, names)
  })
  const gone = rows.length - kept.length
  const total = typeof data.totalCount === 'number' && { totalCount: data.totalCount - gone }
  return { ...data, [items]: kept, ...total }
}
