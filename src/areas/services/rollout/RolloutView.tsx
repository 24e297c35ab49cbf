import { Group } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { useRevisions } from '../../../api/console/revisions'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { formatApiTime } from '../../../i18n/format'
import { ActionButton } from '../../../ui/menu/ActionButton'
import type { PageAction } from '../../../ui/page/PageHeader'
import { Age } from '../../../ui/value/Age'
import { useNow } from '../../../ui/value/useNow'
import type { Service, ServiceRef } from '../serviceState'
import { InstanceList } from './InstanceList'
import { type Progress, progressOf } from './progress'
import css from './rollout.module.css'
import { rolloutStart } from './start'

interface Props {
  serviceRef: ServiceRef
  service: Service
  actions: readonly PageAction[]
}

const headings: Readonly<Record<string, 'back' | 'paused' | undefined>> = {
  RollingBack: 'back',
  Paused: 'paused',
}

/**
 * Returns the time at which the last new instance became ready, as far as this page has seen it;
 * the wait after readiness counts from then.
 */
function useReadySince(progress: Progress, now: number): number | undefined {
  const since = useRef(new Map<string, number>())
  const waiting = new Set(progress.waiting.map((instance) => instance.name))
  for (const { name } of progress.newInstances) {
    if (waiting.has(name)) since.current.delete(name)
    else if (!since.current.has(name)) since.current.set(name, now)
  }
  const times = progress.newInstances.flatMap(({ name }) => since.current.get(name) ?? [])
  return times.length > 0 ? Math.max(...times) : undefined
}

/** A running rollout: old and new instances, what it waits for and why, and its actions. */
export function RolloutView({ serviceRef, service, actions }: Props) {
  const { t } = useTranslation('serviceLife')
  const now = useNow()
  const read = useRead(
    DescribeServiceInstance,
    { ...serviceRef, limit: 100 },
    { transition: () => true },
  )
  const revisions = useRevisions(serviceRef).data?.revisions ?? []
  const start = rolloutStart(revisions)
  const instances = read.data?.instances ?? []
  const progress = progressOf(instances, service, start && formatApiTime(start.at))
  const readySince = useReadySince(progress, now)
  const wait = Number(start?.spec?.minReadySeconds ?? 0)
  const secondsLeft =
    readySince === undefined ? 0 : Math.ceil((readySince + wait * 1000 - now) / 1000)
  const { desiredReplicas: desired } = service
  return (
    <section className={css.root} aria-label={t('rollout.title')}>
      <div className={css.head}>
        <h2>{t(`rollout.status.${headings[service.status] ?? 'forward'}`)}</h2>
        {start && (
          <span>
            {t('rollout.began', { user: start.user })} <Age time={start.at} />
          </span>
        )}
        <Group gap="xs">
          {actions.map((action) => (
            <ActionButton
              key={action.id}
              size="xs"
              leftSection={action.icon}
              reason={action.reason}
              onClick={action.onClick}
            >
              {action.label}
            </ActionButton>
          ))}
        </Group>
      </div>
      <div
        role="progressbar"
        aria-label={t('rollout.progress')}
        aria-valuemin={0}
        aria-valuemax={desired}
        aria-valuenow={progress.ready}
        className={css.bar}
      >
        <div style={{ width: `${desired > 0 ? (100 * progress.ready) / desired : 100}%` }} />
      </div>
      <p role="status">
        {t('rollout.ready', { ready: progress.ready, desired })}
        {progress.old.length > 0 && ` ${t('rollout.oldLeft', { count: progress.old.length })}`}
        {secondsLeft > 0 &&
          progress.waiting.length === 0 &&
          ` ${t('rollout.settling', { left: secondsLeft, wait })}`}
      </p>
      <div className={css.sides}>
        <InstanceList title={t('rollout.old')} instances={progress.old} />
        <InstanceList title={t('rollout.new')} instances={progress.newInstances} />
      </div>
    </section>
  )
}
