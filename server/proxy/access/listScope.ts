import type { Action } from '../../../src/contract/action'
import { type Fields, isFields } from '../http/body'
import type { Reach } from '../ports'
import { isLimited, type Kind, kinds, reaches, reachesRegion } from './scope'

const isNone = (ids: unknown) => ids === undefined || (Array.isArray(ids) && ids.length === 0)

/**
 * The parameters of a list of clusters, narrowed to those that the person reaches. An empty list of ids
 * leaves no trace in what is sent, and asks for all of them.
 */
export function narrowed({ name }: Action, params: Fields, reach: Reach): Fields {
  const isList = name === 'DescribeCluster' && isLimited(reach, 'clusters')
  return isList && isNone(params.clusterIds) ? { ...params, clusterIds: reach.clusters } : params
}

/** Fields that tell of which cluster, namespace and region a thing is. */
type Names = Partial<Record<Kind, string>>

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
function reachesThing(reach: Reach, thing: unknown, names: Names): boolean {
  if (!isFields(thing)) return false
  return kinds.every((kind) => {
    const field = names[kind]
    if (field === undefined || !isLimited(reach, kind)) return true
    const name = String(thing[field] ?? '')
    return kind === 'regions' ? reachesRegion(reach, name) : reaches(reach, kind, name)
  })
}

/** Whether somebody reaches what a trigger updates. */
export const reachesAim = (reach: Reach, trigger: Fields): boolean =>
  reachesThing(reach, trigger.invokePara, aim)

/** An answer without what the person does not reach. */
export function withinReach({ name }: Action, data: unknown, reach: Reach): unknown {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined
  if (!list || !isFields(data)) return data
  const { items, within, names } = list
  const rows = data[items]
  const isAsked = kinds.some((kind) => names[kind] !== undefined && isLimited(reach, kind))
  if (!Array.isArray(rows) || !isAsked) return data
  const kept = rows.filter((row: unknown) => {
    const thing = isFields(row) && within !== undefined ? row[within] : row
    return reachesThing(reach, thing, names)
  })
  const gone = rows.length - kept.length
  const total = typeof data.totalCount === 'number' && { totalCount: data.totalCount - gone }
  return { ...data, [items]: kept, ...total }
}
