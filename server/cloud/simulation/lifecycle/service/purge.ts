import { serviceKey, type World } from '../../world/world'
import { buryPod } from '../past'

/** Deletes all services of a cluster, or of one of its namespaces, at once. */
export function purgeServices(
  world: World,
  clusterId: string,
  at: number,
  namespace?: string,
): void {
  for (const service of world.of('service', clusterId)) {
    if (namespace !== undefined && service.namespace !== namespace) continue
    const key = serviceKey(clusterId, service.namespace, service.name)
    for (const pod of world.of('pod', key)) buryPod(world, pod, at)
    for (const happening of world.of('happening', key)) world.remove('happening', happening.id)
    world.remove('service', service.id)
  }
}

/** When the last of these resources is deleted, or `minimum` if that is later. */
export const lastGone = (things: readonly { goneAt?: number | undefined }[], least: number) =>
  things.reduce((last, { goneAt = 0 }) => Math.max(last, goneAt), least)
