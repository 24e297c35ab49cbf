import { Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { useFirings } from '../../../api/console/firings'
import {
  useAuditOf,
  useRevisions,
  useSeenEvents,
  useTasksNamed,
} from '../../../api/console/revisions'
import { useSession } from '../../../api/session/session'
import { DescribeServiceEvent } from '../../../contract/actions/services/services'
import { useReasons } from '../../../i18n/errors/reasons'
import { useFormats } from '../../../i18n/useFormats'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { useListState } from '../../../ui/table/useListState'
import { type Health, StatusChip } from '../../../ui/value/StatusChip'
import { allEvents } from '../events/allEvents'
import { useServiceRef } from '../useServiceRef'
import css from './history.module.css'
import { outcomeHealth } from './RevisionTable'
import { type Moment, momentKinds, timeLineOf } from './timeLineOf'

const taskHealth: Readonly<Record<string, Health>> = {
  running: 'working',
  done: 'well',
  failed: 'failing',
  unknown: 'unknown',
}

function useMoments() {
  const serviceRef = useServiceRef()
  const { session } = useSession()
  const eventRead = useRead(DescribeServiceEvent, serviceRef)
  const seenEvents = useSeenEvents(serviceRef)
  const revisions = useRevisions(serviceRef)
  const tasks = useTasksNamed(serviceRef.serviceName)
  const audit = useAuditOf(serviceRef.serviceName, session?.role === 'admin')
  const firings = useFirings(serviceRef)
  const moments = useMemo(
    () =>
      timeLineOf(serviceRef, {
        revisions: revisions.data?.revisions ?? [],
        firings,
        events: allEvents(eventRead.data?.eventList ?? [], seenEvents.data?.events ?? []),
        tasks: tasks.data?.tasks ?? [],
        entries: audit.data?.entries ?? [],
      }),
    [serviceRef, firings, revisions.data, eventRead.data, seenEvents.data, tasks.data, audit.data],
  )
  return { moments, isPending: revisions.isPending || eventRead.isPending }
}

function EntryText({ moment }: { moment: Moment }) {
  const { t } = useTranslation('serviceLife')
  const { t: services } = useTranslation('services')
  const reasons = useReasons()
  const actionName = (action: string) => t(`action.${action}`, { defaultValue: action })
  switch (moment.kind) {
    case 'event':
      return (
        <>
          <StatusChip
            health={moment.event.level === 'Warning' ? 'failing' : 'well'}
            word={services(`event.level.${moment.event.level}`)}
          />{' '}
          {reasons.one(moment.event.reason)}: {moment.event.objType} {moment.event.objName} –{' '}
          {moment.event.message}
        </>
      )
    case 'trigger': {
      const { triggerName, tagName, isDone, message } = moment.firing
      return (
        <>
          <StatusChip
            health={isDone ? 'well' : 'failing'}
            word={t(`timeline.fired.${isDone ? 'done' : 'failed'}`)}
          />{' '}
          {t('timeline.firing', { trigger: triggerName, tag: tagName })} – {message}
        </>
      )
    }
    case 'task':
      return (
        <>
          <StatusChip
            health={taskHealth[moment.task.state] ?? 'unknown'}
            word={t(`timeline.task.${moment.task.state}`)}
          />{' '}
          {t('timeline.taskOf', { action: actionName(moment.task.action), user: moment.task.user })}
        </>
      )
    default:
      return (
        <>
          <StatusChip
            health={outcomeHealth[moment.entry.outcome]}
            word={t(`history.outcomes.${moment.entry.outcome}`)}
          />{' '}
          {t('timeline.by', { action: actionName(moment.entry.action), user: moment.entry.user })}
        </>
      )
  }
}

/** A timeline of everything known about a service, newest first. */
export function TimeLine() {
  const { t } = useTranslation('serviceLife')
  const { time } = useFormats()
  const list = useListState({ filters: ['kind'] })
  const { moments, isPending } = useMoments()
  const kinds = list.filters.kind
  const shownMoments = moments.filter(({ kind }) => kinds?.includes(kind) ?? true)
  const toggle = (kind: string) => {
    const before: readonly string[] = kinds ?? momentKinds
    const next = before.includes(kind)
      ? before.filter((value) => value !== kind)
      : [...before, kind]
    list.setFilter('kind', next.length === momentKinds.length ? [] : next)
  }
  if (isPending) return <Skeleton height={240} />
  return (
    <>
      <fieldset className={css.kinds}>
        <legend>{t('timeline.show')}</legend>
        {momentKinds.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={kinds?.includes(kind) ?? true}
              onChange={() => toggle(kind)}
            />{' '}
            {t(`timeline.kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      {shownMoments.length === 0 && (
        <EmptyState title={t('timeline.empty')} text={t('timeline.emptyText')} />
      )}
      <ol className={css.line} aria-label={t('history.view.timeline')}>
        {shownMoments.map((moment) => (
          <li key={moment.key} data-kind={moment.kind}>
            <time dateTime={new Date(moment.at).toISOString()}>{time(moment.at)}</time>
            <span>
              <strong>{t(`timeline.kind.${moment.kind}`)}</strong> <EntryText moment={moment} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
