import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { DescribeClusterNameSpaces } from '../../contract/actions/clusters/namespaces'
import {
  type ClusterAction,
  failedClusterPrecondition,
  failedNamespaceStatusPrecondition,
} from '../../contract/rules/preconditions'

/** A service's cluster and namespace, refreshed regularly, and why they block an action. */
export function useClusterAndNamespace(clusterId: string, namespace: string) {
  const { t } = useTranslation('services')
  const { t: clusters } = useTranslation('clusters')
  const enabled = clusterId !== ''
  const cluster = useRead(DescribeCluster, { clusterIds: [clusterId] }, { enabled }).data
    ?.clusters[0]
  const spaces = useRead(DescribeClusterNameSpaces, { clusterId }, { enabled }).data?.namespaces
  const space = spaces?.find(({ name }) => name === namespace)

  return {
    cluster,
    /** A sentence; undefined if the action is possible or not yet known. */
    reasonOf(action: ClusterAction): string | undefined {
      const failed = cluster && failedClusterPrecondition(action, cluster.status)
      if (cluster && failed) {
        const status = clusters(`status.${cluster.status}`, { defaultValue: cluster.status })
        return t('precondition.cluster', { status })
      }
      const blocked = space && failedNamespaceStatusPrecondition(space.status)
      return blocked && t(`precondition.${blocked}`, { namespace })
    },
  }
}
