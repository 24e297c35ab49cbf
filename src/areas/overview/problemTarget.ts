import { clusterPath, servicePath } from '../../api/session/paths'
import type { InventoryProblem } from '../../contract/console/inventory/routes'
import { objectPath } from '../../ui/inventory/objectPath'

/** Statuses of a service during a rollout. */
const rolloutStatuses: readonly string[] = ['Updating', 'RollingBack', 'Waiting']

/** Whether the problem is a rollout that does not end, rather than a failure. */
export const isStuckRollout = ({ kind, object }: InventoryProblem): boolean =>
  kind === 'service' && rolloutStatuses.includes(object?.status ?? '')

export type NextStep = 'service' | 'rollout' | 'node' | 'cluster' | 'task' | 'endpoint'

/** The page that helps with a problem, and the translation key of its link. */
export function nextStepOf(problem: InventoryProblem): { step: NextStep; path: string } {
  const { kind, object } = problem
  if (kind === 'task') return { step: 'task', path: '/tasks?state=failed' }
  if (!object) return { step: 'endpoint', path: '/settings/accounts' }
  const { clusterId = '', namespace = '', name } = object
  if (kind === 'service') {
    const path = servicePath({ clusterId, namespace, serviceName: name })
    if (isStuckRollout(problem)) return { step: 'rollout', path }
    return { step: 'service', path: `${path}/instances` }
  }
  if (kind === 'node') return { step: 'node', path: objectPath(object) }
  return { step: 'cluster', path: clusterPath(clusterId) }
}

/** Identifies a problem among all. */
export const problemKey = ({ kind, account, region, object, task }: InventoryProblem): string =>
  [kind, account, region, object?.clusterId, object?.namespace, object?.id, task?.id].join('\n')
