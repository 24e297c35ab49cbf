import type { Pod, Service } from '../../world/serviceResources'
import type { World } from '../../world/world'

/** Schedules a step of the service at `at`, unless an earlier step is scheduled. */
export function wakeService(world: World, serviceId: string, at: number): void {
  const service = world.get('service', serviceId)
  if (!service || (service.wakeAt !== undefined && service.wakeAt <= at)) return
  world.put('service', { ...service, wakeAt: at })
}

const isWaiting = (pod: Pod) =>
  pod.unschedulable !== undefined && !pod.assignment && pod.stoppingAt === undefined

/** Retries scheduling the unscheduled pods, in all clusters, that use one of these cloud disks. */
export function wakeForDisks(world: World, disks: readonly string[], at: number): void {
  if (disks.length === 0) return
  for (const pod of world.all('pod')) {
    if (!isWaiting(pod) || pod.wakeAt !== undefined) continue
    if (pod.requests.disks.some((disk) => disks.includes(disk))) {
      world.put('pod', { ...pod, wakeAt: at })
    }
  }
}

/**
 * Retries scheduling the unscheduled pods of a cluster after a change; `canBenefit` excludes
 * services that the change cannot help.
 */
export function wakeWaiting(
  world: World,
  clusterId: string,
  at: number,
  canBenefit: (service: Service) => boolean = () => true,
): void {
  for (const service of world.ownedBy('service', clusterId)) {
    if (!canBenefit(service)) continue
    for (const pod of world.ownedBy('pod', service.id)) {
      if (isWaiting(pod) && pod.wakeAt === undefined) world.put('pod', { ...pod, wakeAt: at })
    }
  }
}
