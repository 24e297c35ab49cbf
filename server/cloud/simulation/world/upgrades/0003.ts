import { measurable } from '../../lifecycle/pod/pod'
import type { Upgrade } from '../upgrade'
import { serviceKey } from '../world'

/** Adds the properties on which pod metrics depend; `madeFor` defaults to the current replicas. */
export const podsCanBeMeasured: Upgrade = ({ world }) => {
  for (const service of world.all('service')) {
    if (service.madeFor !== undefined) continue
    world.put('service', { ...service, madeFor: Math.max(1, service.replicas) })
  }
  for (const pod of world.all('pod')) {
    const service = world.get('service', serviceKey(pod.clusterId, pod.namespace, pod.service))
    if (service && !pod.load) world.put('pod', { ...pod, ...measurable(service, pod) })
  }
}
