import { serviceKey, type World } from '../../world/world'
import { deletePod } from '../deleted'

/** Deletes all services of a cluster, or of one of its namespaces, immediately. */
export function purgeServices(
  world: World,
  clusterId: string,
  at: number,
  namespace?: string,
): void {
  for (const service of world.ownedBy('service', clusterId)) {
    if (namespace !== undefined && service.namespace !== namespace) continue
    const key = serviceKey(clusterId, service.namespace, service.name)
    for (const pod of world.ownedBy('pod', key)) deletePod(world, pod, at)
    for (const serviceEvent of world.ownedBy('serviceEvent', key))
      world.remove('serviceEvent', serviceEvent.id)
    world.remove('service', service.id)
  }
}

/** Time at which the last of these resources is deleted, or `min` if that is later. */
export const lastDeletion = (
  resources: readonly { deletionEndsAt?: number | undefined }[],
  min: number,
) => resources.reduce((last, { deletionEndsAt = 0 }) => Math.max(last, deletionEndsAt), min)
