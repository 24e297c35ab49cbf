import { denied, notFound } from '../../../apiError'
import type { Context } from '../../handler'
import { recordEvent } from '../../lifecycle/service/recordedEvents'
import { clusterIn } from '../../refusals'
import type { Service } from '../../world/serviceResources'
import { serviceKey } from '../../world/world'
import { namespaceIn } from '../clusters/namespaces'

/** Request parameters that identify a service. */
export interface ServiceParams {
  clusterId: string
  namespace: string
  serviceName: string
}

/**
 * The service that the parameters identify, even while it is being deleted; throws API error 5000
 * if the cluster, namespace or service does not exist.
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

/** The service that a write request changes; throws if the service is being deleted. */
export function changeableService(context: Context, params: ServiceParams): Service {
  const service = serviceIn(context, params)
  if (service.deletionEndsAt !== undefined) {
    throw denied('ServiceDeleting', `service ${service.name} is being deleted`)
  }
  return service
}

/**
 * Stores a changed service and schedules its next step for the current time; the step adapts the
 * pods.
 */
export function putChanged({ world, now }: Context, service: Service): void {
  world.put('service', { ...service, wakeAt: now })
}

/**
 * Records that the load balancer of a service was deleted, if the service's new access no longer
 * uses it.
 */
export function recordLostBalancer(
  context: Context,
  service: Service,
  access: Service['access'],
): void {
  const lostBalancer = service.access.lb
  if (!lostBalancer || lostBalancer.id === access.lb?.id) return
  recordAction(context, service, 'DeletedLoadBalancer', `Deleted load balancer ${lostBalancer.id}`)
}

/** Records a user's action in the events of a service. */
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
