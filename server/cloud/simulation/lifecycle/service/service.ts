import type { StepContext } from '../../handler'
import type { Service } from '../../world/resources'
import type { World } from '../../world/world'
import { buryPod } from '../past'
import { podsOf, stopPod } from '../pod/pod'
import { reconcile } from './rollout'
import { wakeWaiting } from './wake'

/** Properties of a new service; `newService` adds the rest. */
export type Draft = Pick<
  Service,
  'clusterId' | 'namespace' | 'name' | 'description' | 'replicas' | 'access' | 'createdAt'
> & {
  template: Omit<Service['template'], 'strategy'> & Partial<Pick<Service['template'], 'strategy'>>
}

/**
 * A service that starts its first pods at its next step; RollingUpdate is the default strategy
 * (服务重部署).
 */
export const newService = (draft: Draft): Service => ({
  ...draft,
  id: `${draft.clusterId}/${draft.namespace}/${draft.name}`,
  template: { ...draft.template, strategy: draft.template.strategy ?? 'RollingUpdate' },
  revision: 1,
  podsMade: 0,
  madeFor: Math.max(1, draft.replicas),
  paused: false,
  wakeAt: draft.createdAt,
})

/** Deletes a service at once, with everything that belongs to it. */
function remove(service: Service, at: number, world: World): void {
  for (const pod of podsOf(world, service)) buryPod(world, pod, at)
  for (const one of world.of('happening', service.id)) world.remove('happening', one.id)
  world.remove('service', service.id)
  wakeWaiting(world, service.clusterId, at)
}

/**
 * Starts the deletion of a service with its pods and its load balancer. It ends at `goneAt`, when
 * its pods have ended; until then the service is still listed.
 */
export function deleteService(
  world: World,
  service: Service,
  at: number,
  context: StepContext,
): void {
  if (service.goneAt !== undefined) return
  for (const pod of podsOf(world, service)) stopPod(service, pod, at, context)
  const ends = podsOf(world, service).map((pod) => pod.wakeAt ?? at)
  const goneAt = Math.max(at + 1, ...ends)
  world.put('service', { ...service, goneAt, wakeAt: goneAt })
}

/** Step of a service at `at`: ends its deletion, or reconciles its pods. */
export function stepService(service: Service, at: number, context: StepContext): void {
  const { world } = context
  if (service.goneAt === undefined) reconcile(service, at, context)
  else if (service.goneAt <= at) remove(service, at, world)
  else world.put('service', { ...service, wakeAt: service.goneAt })
}
