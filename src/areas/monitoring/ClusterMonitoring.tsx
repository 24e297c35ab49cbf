import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { servicePath, usePathNames } from '../../api/session/paths'
import { DescribeClusterService } from '../../contract/actions/services/services'
import { DrillDownLinks } from './charts/DrillDownLinks'
import { ObjectCharts } from './charts/ObjectCharts'

/**
 * The monitoring tab of a cluster: the cluster's charts, a comparison of its services, and links to
 * the charts of each service.
 */
export function ClusterMonitoring() {
  const { t } = useTranslation('monitoring')
  const { clusterId = '' } = usePathNames()
  const read = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  const services = useMemo(
    () =>
      (read.data?.services ?? []).map(({ namespace, serviceName }) => ({
        clusterId,
        namespace,
        serviceName,
      })),
    [read.data, clusterId],
  )
  const subject = useMemo(() => ({ clusterId }), [clusterId])
  return (
    <ObjectCharts
      subject={subject}
      comparisons={[
        {
          title: t('compared.services'),
          metrics: ['service_cpu_used', 'service_mem_used'],
          subjects: services,
        },
      ]}
      below={
        <DrillDownLinks
          title={t('down.services')}
          steps={services.map(({ namespace, serviceName }) => ({
            label: `${namespace}/${serviceName}`,
            path: `${servicePath({ clusterId, namespace, serviceName })}/monitoring`,
          }))}
        />
      }
    />
  )
}
