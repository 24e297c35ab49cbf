import { denied, notFound } from '../apiError'
import type { Context } from './handler'
import type { Cluster } from './world/resources'

/** Error 5100: clients wait for 10 to 15 seconds and try again (api-facts.md 1.3). */
export const clusterNotReady = (clusterId: string, status: string) =>
  denied('ClusterNotReadyError', `cluster ${clusterId} is ${status}, which does not allow this`)

/** The cluster with this ID in the request's region; throws API error 5000 if it does not exist. */
export function clusterIn({ world, region }: Context, clusterId: string): Cluster {
  const cluster = world.get('cluster', clusterId)
  if (cluster?.region !== region.long) throw notFound('Cluster', clusterId)
  return cluster
}
