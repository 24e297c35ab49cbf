import { useOutletContext } from 'react-router'
import type { Cluster } from './clusterState'

/** What the cluster's page has read, for its tabs. */
export const useCluster = (): Cluster => useOutletContext<Cluster>()
