import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { GetMonitorData } from '../../contract/actions/monitoring/monitoring'
import { formatApiTime } from '../../i18n/format'
import { useFormats } from '../../i18n/useFormats'
import { useNow } from '../../ui/value/useNow'
import css from './Usage.module.css'

interface Props {
  clusterId: string
  metric: 'dc_cpu_usage' | 'dc_mem_usage'
}

const minute = 60_000

/** A cluster's CPU or memory usage: the latest value of the last ten minutes. */
export function Usage({ clusterId, metric }: Props) {
  const { t } = useTranslation('clusters')
  const formats = useFormats()
  // Rounded to five minutes, so that reads within that time share one query.
  const end = Math.floor(useNow() / (5 * minute)) * 5 * minute
  const read = useRead(GetMonitorData, {
    namespace: 'qce/cvm',
    metricName: metric,
    dimensions: [{ name: 'docker_clusterid', value: clusterId }],
    period: 60,
    startTime: formatApiTime(end - 10 * minute),
    endTime: formatApiTime(end),
  })
  const value = read.data?.dataPoints.findLast((point) => point !== null)
  if (value === undefined || value === null) return null
  const share = Math.min(100, Math.max(0, value))
  return (
    <span className={css.root}>
      <span className={css.track} aria-hidden>
        <span className={css.bar} style={{ width: `${share}%` }} />
      </span>
      {t('used', { share: formats.number(Math.round(share)) })}
    </span>
  )
}
