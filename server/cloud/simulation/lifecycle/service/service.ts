import type { StepContext } from '../../handler'
import type { Service } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { deletePod } from '../deleted'
import { podsOf, terminatePod } from '../pod/pod'
import { reconcile } from './rollout'
import { wakeWaiting } from './wake'

/** Properties of a new service; `newService` adds the remaining ones. */
export type NewService = Pick<
  Service,
  'clusterId' | 'namespace' | 'name' | 'description' | 'replicas' | 'access' | 'createdAt'
> & {
  template: Omit<Service['template'], 'strategy'> & Partial<Pick<Service['template'], 'strategy'>>
}

/**
 * Creates a service whose first pods start at its next step; the default strategy is RollingUpdate
 * (服务重部署).
 */
export const newService = (draft: NewService): Service => ({
  ...draft,
  id: `${draft.clusterId}/${draft.namespace}/${draft.name}`,
  template: { ...draft.template, strategy: draft.template.strategy ?? 'RollingUpdate' },
  revision: 1,
  podsCreated: 0,
  initialReplicas: Math.max(1, draft.replicas),
  paused: false,
  wakeAt: draft.createdAt,
})

/** Deletes a service immediately, with everything that belongs to it. */
function remove(service: Service, at: number, world: World): void {
  for (const pod of podsOf(world, service)) deletePod(world, pod, at)
  for (const item of world.ownedBy('serviceEvent', service.id))
    world.remove('serviceEvent', item.id)
  world.remove('service', service.id)
  wakeWaiting(world, service.clusterId, at)
}

/**
 * Starts the deletion of a service with its pods and its load balancer. The deletion completes at
 * `deletionEndsAt`, when the pods have ended; until then the service is still listed.
 */
export function deleteService(
  world: World,
  service: Service,
  at: number,
  context: StepContext,
): void {
  if (service.deletionEndsAt !== undefined) return
  for (const pod of podsOf(world, service)) terminatePod(service, pod, at, context)
  const ends = podsOf(world, service).map((pod) => pod.wakeAt ?? at)
  const deletionEndsAt = Math.max(at + 1, ...ends)
  world.put('service', { ...service, deletionEndsAt, wakeAt: deletionEndsAt })
}

/** Lifecycle step of a service at time `at`: completes its deletion, or reconciles its pods. */
export function stepService(service: Service, at: number, context: StepContext): void {
  const { world } = context
  if (service.deletionEndsAt === undefined) reconcile(service, at, context)
  else if (service.deletionEndsAt <= at) remove(service, at, world)
  else world.put('service', { ...service, wakeAt: service.deletionEndsAt })
}
