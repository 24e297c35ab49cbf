import { useTranslation } from 'react-i18next'
import { useMayWrite, useSession } from '../../../api/session'
import { type ClusterDeed, clusterObstacle } from '../../../contract/allowed'
import type { Cluster } from '../clusterState'

/** Why something cannot be done to or in a cluster now, in words; undefined: it can. */
export function useReason(cluster: Cluster | undefined): (deed: ClusterDeed) => string | undefined {
  const { t } = useTranslation('clusterDeeds')
  const { t: common } = useTranslation()
  const { t: words } = useTranslation('clusters')
  const { session } = useSession()
  const mayWrite = useMayWrite()
  return (deed) => {
    if (!mayWrite) return common('needsRole', { role: common(`role.${session?.role ?? 'viewer'}`) })
    const obstacle = cluster && clusterObstacle(deed, cluster.status)
    if (!cluster || !obstacle) return undefined
    const status = words(`status.${cluster.status}`, { defaultValue: cluster.status })
    return t(`obstacle.${obstacle as 'clusterMustRun'}`, { status })
  }
}
