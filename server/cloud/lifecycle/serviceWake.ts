import type { Service } from '../things'
import type { World } from '../world'

/** Has the service looked after at `at`, if nothing has it looked after before. */
export function wakeService(world: World, serviceId: string, at: number): void {
  const service = world.get('service', serviceId)
  if (!service || (service.wakeAt !== undefined && service.wakeAt <= at)) return
  world.put('service', { ...service, wakeAt: at })
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
      const isWaiting = pod.refused && !pod.placed && pod.stoppingAt === undefined
      if (isWaiting && pod.wakeAt === undefined) world.put('pod', { ...pod, wakeAt: at })
    }
  }
}
