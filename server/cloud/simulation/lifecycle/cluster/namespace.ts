import type { Context } from '../../handler'
import type { Namespace } from '../../world/resources'
import { purgeServices } from '../service/purge'
import { wakeWaiting } from '../service/wake'

/** ID of a namespace, unique across clusters. */
export const namespaceId = (clusterId: string, name: string) => `${clusterId}/${name}`

export const newNamespace = (
  clusterId: string,
  name: string,
  description: string,
  createdAt: number,
): Namespace => ({ id: namespaceId(clusterId, name), clusterId, name, description, createdAt })

/** Active, or Terminating as soon as the namespace's deletion is accepted (命名空间相关接口/查询集群命名空间). */
export const namespaceStatus = ({ deletionEndsAt }: Pick<Namespace, 'deletionEndsAt'>) =>
  deletionEndsAt === undefined ? 'Active' : 'Terminating'

/** Lifecycle step of a namespace at time `at`: deletes it with everything left in it. */
export function stepNamespace(
  resource: Namespace,
  at: number,
  { world }: Pick<Context, 'world'>,
): void {
  if (resource.deletionEndsAt === undefined || at < resource.deletionEndsAt) {
    world.put('namespace', { ...resource, wakeAt: resource.deletionEndsAt })
    return
  }
  purgeServices(world, resource.clusterId, at, resource.name)
  world.remove('namespace', resource.id)
  wakeWaiting(world, resource.clusterId, at)
}
