import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { withLocation } from '../../api/session/location'
import { clusterPath, servicePath } from '../../api/session/paths'
import type { ShownTask } from '../../contract/console/tasks'
import { describeTask } from './describeTask'

/**
 * Returns the path of the task's target; undefined if the target no longer exists or is not known
 * yet.
 */
export function pathOf({ action, state, subject }: ShownTask): string | undefined {
  const { clusterId, namespace = 'default', serviceName, instanceIds, names } = subject
  if (clusterId === undefined) return undefined
  const isGone = state === 'done' && /^DeleteCluster(Service)?$/.test(action)
  const cluster = clusterPath(clusterId)
  if (isGone) return serviceName === undefined ? undefined : `${cluster}/services`
  if (serviceName !== undefined) {
    return servicePath({ clusterId, namespace, serviceName })
  }
  if (names) return `${cluster}/namespaces`
  return instanceIds || action.startsWith('AddCluster') ? `${cluster}/nodes` : cluster
}

/** The task's description, linked to its target in the account in which the task was started. */
export function TaskName({ task, onGo }: { task: ShownTask; onGo?: () => void }) {
  const { t, i18n } = useTranslation('tasks')
  const { account, region } = task
  const name = describeTask(task, t, (key) => i18n.exists(`tasks:${key}`))
  const path = pathOf(task)
  if (path === undefined) return <span>{name}</span>
  return (
    <Link to={withLocation(path, { account, region })} onClick={onGo}>
      {name}
    </Link>
  )
}
