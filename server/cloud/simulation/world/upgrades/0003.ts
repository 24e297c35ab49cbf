import { metricFields } from '../../lifecycle/pod/pod'
import { serviceKey } from '../world'
import type { Upgrade } from './upgrade'

/**
 * Adds the properties on which pod metrics depend; `initialReplicas` is set to the current number
 * of replicas.
 */
export const addPodMetrics: Upgrade = ({ world }) => {
  for (const service of world.all('service')) {
    if (service.initialReplicas !== undefined) continue
    world.put('service', { ...service, initialReplicas: Math.max(1, service.replicas) })
  }
  for (const pod of world.all('pod')) {
    const service = world.get('service', serviceKey(pod.clusterId, pod.namespace, pod.service))
    if (service && !pod.load) world.put('pod', { ...pod, ...metricFields(service, pod) })
  }
}
