import { useOutletContext } from 'react-router'
import type { Cluster } from './clusterState'

/** Data loaded by the cluster page, for its tabs. */
export const useCluster = (): Cluster => useOutletContext<Cluster>()
