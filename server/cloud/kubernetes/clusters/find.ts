import { notFound } from '../../apiError'
import type { CallContext } from '../../backend'
import type { Cluster } from './cluster'

export type Clusters = readonly Cluster[]

export const inRegion = (clusters: Clusters, { region }: CallContext): Cluster[] =>
  clusters.filter(({ source }) => source.region === region.long)

/** The cluster of this ID in the request's region; throws 5000 if there is none. */
export function clusterIn(clusters: Clusters, id: string, context: CallContext): Cluster {
  const found = inRegion(clusters, context).find((one) => one.isCalled(id))
  if (!found) throw notFound('Cluster', id)
  return found
}
