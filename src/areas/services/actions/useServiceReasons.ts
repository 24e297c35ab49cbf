import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { failedClusterPrecondition } from '../../../contract/rules/preconditions'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import type { ListedService } from '../list/listedService'
import { failedPreconditionOf, type ServiceMenuAction, serviceActions } from './failedPrecondition'

/**
 * Why an action on a listed service is not available now, because of the user, the account, the
 * service's state or its cluster's status. Undefined if it is available.
 */
export function useServiceReasons() {
  const { t } = useTranslation('services')
  const { t: clusters } = useTranslation('clusters')
  const forbiddenReason = useForbiddenReasons()
  return useCallback(
    (id: ServiceMenuAction, service: ListedService): string | undefined => {
      const forbidden = forbiddenReason(serviceActions[id])
      if (forbidden) return forbidden
      const key = failedPreconditionOf(id, service)
      if (key) return t(`precondition.${key}`)
      const { clusterStatus } = service
      if (!clusterStatus || !failedClusterPrecondition(serviceActions[id], clusterStatus)) {
        return undefined
      }
      const status = clusters(`status.${clusterStatus}` as 'status.Running', {
        defaultValue: clusterStatus,
      })
      return t('precondition.cluster', { status })
    },
    [forbiddenReason, t, clusters],
  )
}
