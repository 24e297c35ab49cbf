import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { useRevisions } from '../../../api/console/revisions'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { parseApiTime } from '../../../i18n/format'
import { serviceHealth } from '../../../ui/value/health'
import { StatusChip } from '../../../ui/value/StatusChip'
import type { ServiceRef } from '../serviceState'
import type { Ended } from './ended'
import css from './rollout.module.css'
import { rolloutStart } from './start'

interface Props {
  serviceRef: ServiceRef
  ended: Ended
  onClose: () => void
}

/** Summary of a finished rollout: outcome, duration and start of each instance. */
export function RolloutSummary({ serviceRef, ended, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const { t: services } = useTranslation('services')
  const { t: common } = useTranslation()
  const read = useRead(DescribeServiceInstance, { ...serviceRef, limit: 100 })
  const start = rolloutStart(useRevisions(serviceRef).data?.revisions ?? [])
  const began = start ? Math.min(start.at, ended.ended) : ended.began
  const starts = (read.data?.instances ?? [])
    .flatMap((instance) => parseApiTime(instance.createdAt) ?? [])
    .filter((time) => time >= began)
  const seconds = Math.max(1, Math.round((ended.ended - began) / 1000))
  return (
    <section className={css.root} aria-label={t('rollout.ended')} role="status">
      <div className={css.head}>
        <h2>{t('rollout.ended')}</h2>
        <StatusChip
          health={serviceHealth(ended.status)}
          word={services(`status.${ended.status}`)}
        />
        <Button variant="default" size="xs" onClick={onClose}>
          {common('dismiss')}
        </Button>
      </div>
      <p>
        {t('rollout.took', { seconds })} {t('rollout.replaced', { count: starts.length })}
      </p>
    </section>
  )
}
