import { useTranslation } from 'react-i18next'
import {
  type ClusterAction,
  failedClusterPrecondition,
} from '../../../contract/rules/preconditions'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import type { Cluster } from '../clusterState'

/** Returns why an action on a cluster is not available now; undefined if it is. */
export function useActionReason(
  cluster: Cluster | undefined,
): (action: ClusterAction) => string | undefined {
  const { t } = useTranslation('clusterActions')
  const { t: clusters } = useTranslation('clusters')
  const forbiddenReason = useForbiddenReasons()
  return (action) => {
    const forbidden = forbiddenReason(action)
    if (forbidden) return forbidden
    const failed = cluster && failedClusterPrecondition(action, cluster.status)
    if (!cluster || !failed) return undefined
    const status = clusters(`status.${cluster.status}`, { defaultValue: cluster.status })
    return t(`precondition.${failed as 'clusterMustRun'}`, { status })
  }
}
