import { clusterPath, repositoryPath, servicePath } from '../../../api/session/paths'
import { outcomes } from '../../../contract/console/declare/values'
import { parseLocalText } from '../../../i18n/time/localText'
import type { ListState } from '../../../ui/table/useListState'

/**
 * Filters of the audit log besides the target search. `account` in the URL is the page's location,
 * so the filter by account has another key.
 */
export const auditFilters = ['user', 'action', 'entryAccount', 'outcome', 'from', 'until'] as const

export const pageSize = 50

/**
 * Parses the time of a filter. The page writes UTC; a local time in an older link means the first
 * time with that local reading.
 */
export function momentOf(value: string | undefined): number | undefined {
  const local = parseLocalText(value ?? '')
  if (local.kind === 'shown') return local.moments[0]
  if (local.kind === 'skipped') return local.next
  const time = Date.parse(value ?? '')
  return Number.isNaN(time) ? undefined : time
}

/** Builds the query of GET /api/audit from the list's URL. */
export function auditQuery({ search, filters }: Pick<ListState, 'search' | 'filters'>) {
  const chosen = (name: (typeof auditFilters)[number]) => filters[name]?.[0]?.trim() || undefined
  return {
    object: search.trim() || undefined,
    user: chosen('user'),
    action: chosen('action'),
    account: chosen('entryAccount'),
    outcome: outcomes.find((outcome) => outcome === chosen('outcome')),
    from: momentOf(chosen('from')),
    until: momentOf(chosen('until')),
  }
}

const nonEmptyText = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Returns the path of an entry's target; undefined if the target has no page. */
export function pathOf(params: Readonly<Record<string, unknown>>): string | undefined {
  const clusterId = nonEmptyText(params.clusterId) ?? nonEmptyText(params.ClusterId)
  const serviceName = nonEmptyText(params.serviceName)
  const repository = nonEmptyText(params.reponame)
  if (clusterId && serviceName) {
    const namespace = nonEmptyText(params.namespace) ?? 'default'
    return servicePath({ clusterId, namespace, serviceName })
  }
  if (clusterId) return clusterPath(clusterId)
  return repository ? repositoryPath(repository) : undefined
}
