import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clusterPath, servicePath, usePathNames } from '../../../api/session/paths'
import type { MetricName } from '../../../contract/actions/monitoring/metrics'
import { LocationLink } from '../../../ui/page/LocationLink'
import css from '../monitoring.module.css'
import { useTime } from '../time/useTime'
import { ChartGrid } from './ChartGrid'
import type { Subject } from './subject'
import { useCharts, useThresholds } from './useCharts'

interface Props {
  subject: Subject
  metrics: readonly MetricName[]
  /** Path of the resource's page. */
  path: string
}

function UsageSummary({ subject, metrics, path }: Props) {
  const { t } = useTranslation('monitoring')
  const time = useTime()
  const lines = useThresholds()
  const { itemsOf, dialog } = useCharts({ onThreshold: lines.set })
  const subjects = useMemo(() => [subject], [subject])
  return (
    <section aria-label={t('glance.title')}>
      <h2 className={css.section}>{t('glance.title')}</h2>
      <ChartGrid
        charts={metrics.map((metric) => {
          const threshold = lines.of(metric)
          return { spec: { metric, subjects, ...(threshold !== undefined && { threshold }) } }
        })}
        time={time}
        refreshes={0}
        itemsOf={itemsOf}
      />
      <LocationLink to={`${path}/monitoring`} className={css.more}>
        {t('glance.more')}
      </LocationLink>
      {dialog}
    </section>
  )
}

/** CPU and memory of the last hour, for the overview of the cluster in the URL. */
export function ClusterUsageSummary() {
  const { clusterId = '' } = usePathNames()
  const subject = useMemo(() => ({ clusterId }), [clusterId])
  return (
    <UsageSummary
      subject={subject}
      metrics={['dc_cpu_usage', 'dc_mem_usage']}
      path={clusterPath(clusterId)}
    />
  )
}

/** CPU and memory of the last hour, for the overview of the service in the URL. */
export function ServiceUsageSummary() {
  const { clusterId = '', namespace = '', serviceName = '' } = usePathNames()
  const subject = useMemo(
    () => ({ clusterId, namespace, serviceName }),
    [clusterId, namespace, serviceName],
  )
  return (
    <UsageSummary
      subject={subject}
      metrics={['service_cpu_used', 'service_mem_used']}
      path={servicePath({ clusterId, namespace, serviceName })}
    />
  )
}
