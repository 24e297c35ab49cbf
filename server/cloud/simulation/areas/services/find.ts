import { denied, notFound } from '../../../apiError'
import type { Context } from '../../handler'
import { recordEvent } from '../../lifecycle/service/recordedEvents'
import { clusterIn } from '../../refusals'
import type { Service } from '../../world/serviceResources'
import { serviceKey } from '../../world/world'
import { namespaceIn } from '../clusters/namespaces'

/** Parameters that name a service. */
export interface ServiceParams {
  clusterId: string
  namespace: string
  serviceName: string
}

/**
 * The named service, even while it is being deleted; throws 5000 if the cluster, namespace or
 * service does not exist.
 */
export function serviceIn(
  context: Context,
  { clusterId, namespace, serviceName }: ServiceParams,
): Service {
  const cluster = clusterIn(context, clusterId)
  namespaceIn(context, cluster.id, namespace)
  const service = context.world.get('service', serviceKey(clusterId, namespace, serviceName))
  if (!service) throw notFound('Service', `${namespace}/${serviceName}`)
  return service
}

/** The service that a write names; throws if it is being deleted. */
export function changeableService(context: Context, params: ServiceParams): Service {
  const service = serviceIn(context, params)
  if (service.deletionEndsAt !== undefined) {
    throw denied('ServiceDeleting', `service ${service.name} is being deleted`)
  }
  return service
}

/** Stores a changed service and schedules its next step for now; the step adapts the pods. */
export function putChanged({ world, now }: Context, service: Service): void {
  world.put('service', { ...service, wakeAt: now })
}

/** Records the deletion of a load balancer that a service with this access no longer has. */
export function recordLostBalancer(
  context: Context,
  service: Service,
  access: Service['access'],
): void {
  const lostBalancer = service.access.lb
  if (!lostBalancer || lostBalancer.id === access.lb?.id) return
  recordAction(context, service, 'DeletedLoadBalancer', `Deleted load balancer ${lostBalancer.id}`)
}

/** Records an operator's action in the events of a service. */
export function recordAction(
  { world, now }: Context,
  service: Service,
  reason: string,
  message: string,
): void {
  recordEvent(world, service, now, {
    level: 'Normal',
    objType: 'Deployment',
    objName: service.name,
    reason,
    message,
  })
}
