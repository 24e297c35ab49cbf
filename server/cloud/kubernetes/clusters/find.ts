import { notFound } from '../../apiError'
import type { CallContext } from '../../backend'
import type { Cluster } from './cluster'

export type Clusters = readonly Cluster[]

/** The clusters of a region; a cluster that is reachable at two addresses is listed once. */
export const inRegion = (clusters: Clusters, { region }: CallContext): Cluster[] => {
  const matches = clusters.filter(({ source }) => source.region === region.long)
  return matches.filter(
    ({ id }, index) => matches.findIndex((cluster) => cluster.id === id) === index,
  )
}

/** The cluster of this ID in the request's region; throws 5000 if there is none. */
export function clusterIn(clusters: Clusters, id: string, context: CallContext): Cluster {
  const match = inRegion(clusters, context).find((cluster) => cluster.isCalled(id))
  if (!match) throw notFound('Cluster', id)
  return match
}
