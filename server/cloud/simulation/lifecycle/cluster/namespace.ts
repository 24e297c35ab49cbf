import type { Context } from '../../handler'
import type { Namespace } from '../../world/resources'
import { purgeServices } from '../service/purge'
import { wakeWaiting } from '../service/wake'

/** ID of a namespace, unique across clusters. */
export const namespaceId = (clusterId: string, name: string) => `${clusterId}/${name}`

/** A new namespace. */
export const newNamespace = (
  clusterId: string,
  name: string,
  description: string,
  createdAt: number,
): Namespace => ({ id: namespaceId(clusterId, name), clusterId, name, description, createdAt })

/** 命名空间相关接口/查询集群命名空间: Active, or Terminating as soon as its deletion is accepted. */
export const namespaceStatus = ({ goneAt }: Pick<Namespace, 'goneAt'>) =>
  goneAt === undefined ? 'Active' : 'Terminating'

/** Step of a namespace at `at`: deletes it with everything left in it. */
export function stepNamespace(
  thing: Namespace,
  at: number,
  { world }: Pick<Context, 'world'>,
): void {
  if (thing.goneAt === undefined || at < thing.goneAt) {
    world.put('namespace', { ...thing, wakeAt: thing.goneAt })
    return
  }
  purgeServices(world, thing.clusterId, at, thing.name)
  world.remove('namespace', thing.id)
  wakeWaiting(world, thing.clusterId, at)
}
