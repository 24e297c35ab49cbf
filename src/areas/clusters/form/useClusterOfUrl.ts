import { useRead } from '../../../api/client/read'
import { usePathNames } from '../../../api/session/paths'
import { DescribeCluster } from '../../../contract/actions/clusters/clusters'
import { quotas } from '../../../contract/tables/quotas'

/** The cluster named in the URL, and its remaining node quota. */
export function useClusterOfUrl() {
  const { clusterId = '' } = usePathNames()
  const read = useRead(DescribeCluster, { clusterIds: [clusterId] })
  const cluster = read.data?.clusters[0]
  return {
    clusterId,
    cluster,
    name: cluster?.clusterName ?? clusterId,
    left: Math.max(0, quotas.nodes.default - (cluster?.nodeNum ?? 0)),
  }
}
