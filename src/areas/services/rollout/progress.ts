import type { ResponseOf } from '../../../contract/action'
import type { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import type { Service } from '../serviceState'

export type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]

/**
 * Instances of one configuration share their name except its last part (like Kubernetes replica
 * sets).
 */
export const setOf = ({ name }: Pick<Instance, 'name'>): string => name.replace(/-[^-]*$/, '')

const imagesOf = ({ containers }: Instance) =>
  containers
    .map((container) => `${container.name}=${container.image}`)
    .toSorted()
    .join(' ')

/**
 * The replica set that a rollout creates: the set whose images match the service's, or the newest
 * set if the images do not differ. Undefined while only a set older than `since` exists, because no
 * new instance has been started yet.
 */
function targetSet(
  instances: readonly Instance[],
  service: Pick<Service, 'containers'>,
  since: string | undefined,
): string | undefined {
  const targetImages = service.containers
    .map((container) => `${container.containerName}=${container.image}`)
    .toSorted()
    .join(' ')
  const matching = new Set(
    instances.filter((instance) => imagesOf(instance) === targetImages).map(setOf),
  )
  const replicaSets = new Set(instances.map(setOf))
  const candidates = instances.filter((instance) => matching.has(setOf(instance)))
  const newest = candidates.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
  if (!newest) return undefined
  const tellsApart = matching.size < replicaSets.size
  if (replicaSets.size > 1 || tellsApart || since === undefined) return setOf(newest)
  return newest.createdAt >= since ? setOf(newest) : undefined
}

export interface Progress {
  newInstances: Instance[]
  old: Instance[]
  /** Number of new instances that are ready. */
  ready: number
  /** New instances that are not ready yet. */
  waiting: Instance[]
}

const serves = (instance: Instance) =>
  instance.status === 'Running' && instance.readyCount === instance.containers.length

/**
 * Splits a service's instances into old and new during a rollout. Times are the API's texts, which
 * sort chronologically.
 */
export function progressOf(
  instances: readonly Instance[],
  service: Pick<Service, 'containers'>,
  since?: string,
): Progress {
  const target = targetSet(instances, service, since)
  const newInstances = instances.filter((instance) => setOf(instance) === target)
  const staying = newInstances.filter((instance) => instance.status !== 'Terminating')
  return {
    newInstances,
    old: instances.filter((instance) => setOf(instance) !== target),
    ready: staying.filter(serves).length,
    waiting: staying.filter((instance) => !serves(instance)),
  }
}
