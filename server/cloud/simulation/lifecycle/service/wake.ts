import type { Pod, Service } from '../../world/resources'
import type { World } from '../../world/world'

/** Has the service looked after at `at`, if nothing has it looked after before. */
export function wakeService(world: World, serviceId: string, at: number): void {
  const service = world.get('service', serviceId)
  if (!service || (service.wakeAt !== undefined && service.wakeAt <= at)) return
  world.put('service', { ...service, wakeAt: at })
}

const isWaiting = (pod: Pod) =>
  pod.refused !== undefined && !pod.placed && pod.stoppingAt === undefined

/** Has the pods of all clusters tried again that wait for one of these cloud disks. */
export function wakeForDisks(world: World, disks: readonly string[], at: number): void {
  if (disks.length === 0) return
  for (const pod of world.all('pod')) {
    if (!isWaiting(pod) || pod.wakeAt !== undefined) continue
    if (pod.needs.disks.some((disk) => disks.includes(disk))) {
      world.put('pod', { ...pod, wakeAt: at })
    }
  }
}

/**
 * Has every pod of a cluster that fits nowhere tried again: something there has changed. `whose`
 * leaves out the services that the change cannot help.
 */
export function wakeWaiting(
  world: World,
  clusterId: string,
  at: number,
  whose: (service: Service) => boolean = () => true,
): void {
  for (const service of world.of('service', clusterId)) {
    if (!whose(service)) continue
    for (const pod of world.of('pod', service.id)) {
      if (isWaiting(pod) && pod.wakeAt === undefined) world.put('pod', { ...pod, wakeAt: at })
    }
  }
}
