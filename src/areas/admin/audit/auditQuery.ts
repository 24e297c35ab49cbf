import type { ListState } from '../../../ui/table/useListState'

/** Filters of the audit log besides the target search. */
export const auditFilters = ['user', 'action', 'account', 'outcome', 'from', 'until'] as const

export const pageSize = 50

/** Builds the query of GET /api/audit from the list's URL. */
export function auditQuery({ search, filters }: Pick<ListState, 'search' | 'filters'>): string {
  const query = new URLSearchParams()
  const set = (name: string, value: string | undefined) => {
    if (value?.trim()) query.set(name, value.trim())
  }
  set('object', search)
  for (const name of auditFilters) {
    const value = filters[name]?.[0]
    const isTime = name === 'from' || name === 'until'
    // Times are entered in local time; the server expects milliseconds.
    const at = isTime && value ? new Date(value).getTime() : Number.NaN
    if (!isTime) set(name, value)
    else if (!Number.isNaN(at)) set(name, String(at))
  }
  return query.toString()
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Path of an entry's target; undefined where it has no page. */
export function pathOf(params: Readonly<Record<string, unknown>>): string | undefined {
  const clusterId = text(params.clusterId) ?? text(params.ClusterId)
  const serviceName = text(params.serviceName)
  const repository = text(params.reponame)
  if (clusterId && serviceName) {
    const namespace = text(params.namespace) ?? 'default'
    return `/clusters/${clusterId}/services/${namespace}/${serviceName}`
  }
  if (clusterId) return `/clusters/${clusterId}`
  return repository ? `/registry/${repository}` : undefined
}
