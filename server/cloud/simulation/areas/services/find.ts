import type { Context } from '../../handler'
import { note } from '../../lifecycle/service/recordedEvents'
import { clusterIn, denied, notFound } from '../../refusals'
import type { Service } from '../../world/resources'
import { serviceKey } from '../../world/world'
import { namespaceIn } from '../clusters/namespaces'

/** How the actions name a service. */
export interface Named {
  clusterId: string
  namespace: string
  serviceName: string
}

/** The service that a request names, also while it goes; refused with 5000 where cluster, namespace or service is missing. */
export function serviceIn(context: Context, { clusterId, namespace, serviceName }: Named): Service {
  const cluster = clusterIn(context, clusterId)
  namespaceIn(context, cluster.id, namespace)
  const service = context.world.get('service', serviceKey(clusterId, namespace, serviceName))
  if (!service) throw notFound('Service', `${namespace}/${serviceName}`)
  return service
}

/** The service that a write names; refused also while it goes. */
export function changeable(context: Context, named: Named): Service {
  const service = serviceIn(context, named)
  if (service.goneAt !== undefined) {
    throw denied('ServiceDeleting', `service ${service.name} is being deleted`)
  }
  return service
}

/** Puts a service back after a change; its pods follow at once. */
export function keep({ world, now }: Context, service: Service): void {
  world.put('service', { ...service, wakeAt: now })
}

/** Notes what an operator did to a service among its events. */
export function noteDone(
  { world, now }: Context,
  service: Service,
  reason: string,
  message: string,
): void {
  note(world, service, now, {
    level: 'Normal',
    objType: 'Deployment',
    objName: service.name,
    reason,
    message,
  })
}
