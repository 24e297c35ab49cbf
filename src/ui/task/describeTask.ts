import type { TFunction } from 'i18next'
import type { ShownTask } from '../../contract/console/tasks'

/** Returns a task's description; falls back to the action's name. */
export function describeTask(
  { action, subject }: ShownTask,
  t: TFunction<'tasks'>,
  exists: (key: string) => boolean,
): string {
  const key = `did.${action}`
  if (!exists(key)) return action
  return t(key as 'did.CreateCluster', {
    name: subject.clusterName ?? subject.clusterId,
    cluster: subject.clusterName ?? subject.clusterId,
    service: subject.serviceName,
    nodes: subject.instanceIds?.join(', '),
    names: subject.names?.join(', '),
    replicas: subject.replicas,
  })
}
