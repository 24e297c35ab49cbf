import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../ui/table/filter'
import { accessTypes } from '../serviceState'
import type { ListedService } from './listedService'
import { useStatusWord } from './serviceColumns'

const statuses = [
  'Normal',
  'Stopped',
  'Abnormal',
  'Waiting',
  'Paused',
  'Updating',
  'RollingBack',
] as const

/**
 * Filters of a service list; with filters by cluster and region if the list covers several of them.
 */
export function useServiceFilters(
  services: readonly ListedService[] | undefined,
  { hasClusters, hasRegions }: { hasClusters: boolean; hasRegions: boolean },
): Filter[] {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const { t: shell } = useTranslation('shell')
  const statusText = useStatusWord()
  return useMemo(() => {
    const allServices = services ?? []
    const namespaces = [...new Set(allServices.map((service) => service.namespace))].toSorted()
    const clusters = new Map(allServices.map((service) => [service.clusterId, service.clusterName]))
    const regions = [...new Set(allServices.map((service) => service.region))].toSorted()
    return [
      {
        name: 'status',
        label: common('status'),
        options: statuses.map((value) => ({ value, label: statusText(value) })),
      },
      {
        name: 'namespace',
        label: t('column.namespace'),
        options: namespaces.map((value) => ({ value, label: value })),
      },
      ...(hasClusters
        ? [
            {
              name: 'cluster',
              label: t('column.cluster'),
              options: [...clusters].map(([value, label]) => ({ value, label })),
            },
          ]
        : []),
      ...(hasRegions
        ? [
            {
              name: 'region',
              label: shell('region'),
              options: regions.map((value) => ({
                value,
                label: shell(`regions.${value}`, { defaultValue: value }),
              })),
            },
          ]
        : []),
      {
        name: 'access',
        label: t('column.access'),
        options: accessTypes.map((value) => ({ value, label: t(`access.${value}`) })),
      },
    ]
  }, [services, hasClusters, hasRegions, t, common, shell, statusText])
}
