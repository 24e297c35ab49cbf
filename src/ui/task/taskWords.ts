import type { TFunction } from 'i18next'
import type { ShownTask } from '../../contract/console/tasks'

/** What a task does, in words; an action that has none is told by its name. */
export function taskWords(
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
