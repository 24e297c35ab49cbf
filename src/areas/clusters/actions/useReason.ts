import { useTranslation } from 'react-i18next'
import { type ClusterAction, clusterObstacle } from '../../../contract/rules/preconditions'
import { useMayNotCall } from '../../../ui/menu/useMayNot'
import type { Cluster } from '../clusterState'

/** Why an action on a cluster is not available now; undefined if it is. */
export function useReason(
  cluster: Cluster | undefined,
): (action: ClusterAction) => string | undefined {
  const { t } = useTranslation('clusterActions')
  const { t: words } = useTranslation('clusters')
  const mayNot = useMayNotCall()
  return (action) => {
    const forbidden = mayNot(action)
    if (forbidden) return forbidden
    const obstacle = cluster && clusterObstacle(action, cluster.status)
    if (!cluster || !obstacle) return undefined
    const status = words(`status.${cluster.status}`, { defaultValue: cluster.status })
    return t(`obstacle.${obstacle as 'clusterMustRun'}`, { status })
  }
}
