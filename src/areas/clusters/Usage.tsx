import { useTranslation } from 'react-i18next'
import { useMonitor } from '../../api/console/monitor'
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
  // Rounded to five minutes, so that all cells are read again together.
  const end = Math.floor(useNow() / (5 * minute)) * 5 * minute
  const from = end - 10 * minute
  const queries = [{ metric, dimensions: { docker_clusterid: clusterId } }]
  const [read] = useMonitor(queries, { from, to: end, period: 60 })
  const { start, step, values } = read?.data ?? { start: 0, step: 0, values: [] }
  // A read may begin earlier, and its values stay while the next ones are loading.
  const value = values.findLast((point, at) => point !== null && start + at * step >= from)
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
