import { denied, notFound } from '../../apiError'
import type { CallContext } from '../../backend'
import type { Cluster } from '../clusters/cluster'
import { type Clusters, clusterIn } from '../clusters/find'
import type { Deployment } from '../objects/deployment'

/** Parameters that name a service. */
export interface ServiceParams {
  clusterId: string
  namespace: string
  serviceName: string
}

/** The named service; throws 5000 if the cluster, namespace or service does not exist. */
export async function serviceIn(
  clusters: Clusters,
  { clusterId, namespace, serviceName }: ServiceParams,
  context: CallContext,
): Promise<{ cluster: Cluster; deployment: Deployment }> {
  const cluster = clusterIn(clusters, clusterId, context)
  await cluster.cache.workloads(context, namespace)
  const deployment = cluster.cache.deployments.get(namespace, serviceName)
  if (!deployment) throw notFound('Service', `${namespace}/${serviceName}`)
  return { cluster, deployment }
}

/** The service for a write; throws if it does not exist or is being deleted. */
export async function changeableService(
  clusters: Clusters,
  params: ServiceParams,
  context: CallContext,
) {
  const found = await serviceIn(clusters, params, context)
  if (found.deployment.metadata.deletionTimestamp) {
    throw denied('ServiceDeleting', `service ${params.serviceName} is being deleted`)
  }
  return found
}
