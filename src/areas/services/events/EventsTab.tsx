import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { useSeenEvents } from '../../../api/console/revisions'
import { DescribeServiceEvent } from '../../../contract/actions/services/services'
import { useReasons } from '../../../i18n/errors/reasons'
import { parseApiTime } from '../../../i18n/format'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import { StatusChip } from '../../../ui/value/StatusChip'
import { isMoving } from '../serviceState'
import { useService, useServiceRef } from '../useServiceRef'
import { allEvents, eventKey, type ShownEvent } from './allEvents'
import css from './events.module.css'
import { ObjectTypes } from './ObjectTypes'

function useColumns(): Column<ShownEvent>[] {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const reasons = useReasons()
  return useMemo(
    () => [
      {
        id: 'reason',
        label: t('event.reason'),
        card: 'name',
        sort: (row) => row.reason,
        cell: (row) => (
          <>
            {reasons.one(row.reason)}
            {row.isEarlier && <span className={css.earlier}>{tLife('events.earlier')}</span>}
          </>
        ),
      },
      {
        id: 'level',
        label: t('event.levelTitle'),
        card: 'status',
        sort: (row) => row.level,
        cell: (row) => (
          <StatusChip
            health={row.level === 'Warning' ? 'failing' : 'well'}
            word={t(`event.level.${row.level}`, { defaultValue: row.level })}
          />
        ),
      },
      {
        id: 'object',
        label: t('event.object'),
        sort: (row) => row.objName,
        cell: (row) => (
          <>
            {row.objType} <Mono>{row.objName}</Mono>
          </>
        ),
      },
      { id: 'message', label: t('event.message'), card: 'fact', cell: (row) => row.message },
      {
        id: 'count',
        label: t('event.count'),
        isNumeric: true,
        sort: (row) => row.count,
        cell: (row) => row.count,
      },
      {
        id: 'first',
        label: t('event.first'),
        isNumeric: true,
        isExtra: true,
        sort: (row) => parseApiTime(row.firstSeen) ?? 0,
        cell: (row) => <Age time={row.firstSeen} />,
      },
      {
        id: 'last',
        label: t('event.last'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => parseApiTime(row.lastSeen) ?? 0,
        cell: (row) => <Age time={row.lastSeen} />,
      },
    ],
    [t, tLife, reasons],
  )
}

/**
 * A service's events: those the API returns for the last hour, and earlier ones observed by the
 * console.
 */
export function EventsTab() {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const reasons = useReasons()
  const serviceRef = useServiceRef()
  const service = useService()
  const list = useListState({
    filters: ['level', 'seen'],
    sort: { id: 'last', isDescending: true },
  })
  const read = useRead(DescribeServiceEvent, serviceRef, { transition: () => isMoving(service) })
  const seenEvents = useSeenEvents(serviceRef)
  const columns = useColumns()
  const rows = useMemo(
    () => read.data && allEvents(read.data.eventList, seenEvents.data?.events ?? []),
    [read.data, seenEvents.data],
  )
  const { level, seen: seenFilter } = list.filters
  const shownRows = rows?.filter(
    (row) =>
      (level?.includes(row.level) ?? true) &&
      (seenFilter?.includes(row.isEarlier ? 'earlier' : 'now') ?? true) &&
      matchesSearch(list.search, [
        row.reason,
        reasons.one(row.reason),
        t(`event.level.${row.level}`, { defaultValue: row.level }),
        `${row.objType} ${row.objName}`,
        row.message,
      ]),
  )
  return (
    <>
      <p className={css.horizon}>{tLife('events.horizon')}</p>
      <List
        label={t('tab.events')}
        name="events"
        rows={shownRows}
        rowKey={eventKey}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('event.empty'), text: t('event.emptyText') }}
        failed={t('event.unreadable')}
        filters={[
          {
            name: 'level',
            label: t('event.levelTitle'),
            options: (['Normal', 'Warning'] as const).map((value) => ({
              value,
              label: t(`event.level.${value}`),
            })),
          },
          {
            name: 'seen',
            label: tLife('events.seenTitle'),
            options: (['now', 'earlier'] as const).map((value) => ({
              value,
              label: tLife(`events.seen.${value}`),
            })),
          },
        ]}
      />
      <ObjectTypes types={(shownRows ?? []).map(({ objType }) => objType)} />
      <KubectlPreview action="DescribeServiceEvent" params={serviceRef} />
    </>
  )
}
