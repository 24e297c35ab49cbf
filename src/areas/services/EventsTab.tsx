import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/read'
import type { ResponseOf } from '../../contract/action'
import { DescribeServiceEvent } from '../../contract/services'
import { parseApiTime } from '../../i18n/format'
import { useReasons } from '../../i18n/reasons'
import { Age } from '../../ui/Age'
import { Mono } from '../../ui/Mono'
import { StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import { matches } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { useListState } from '../../ui/useListState'
import { isMoving } from './serviceState'
import { usePlace, useService } from './usePlace'

type Event = ResponseOf<typeof DescribeServiceEvent>['eventList'][number]

function useColumns(): Column<Event>[] {
  const { t } = useTranslation('services')
  const reasons = useReasons()
  return useMemo(
    () => [
      {
        id: 'reason',
        label: t('event.reason'),
        card: 'name',
        sort: (row) => row.reason,
        cell: (row) => reasons.one(row.reason),
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
    [t, reasons],
  )
}

/** What happened to a service in the last hour. */
export function EventsTab() {
  const { t } = useTranslation('services')
  const place = usePlace()
  const service = useService()
  const list = useListState({ filters: ['level'], sort: { id: 'last', isDescending: true } })
  const read = useRead(DescribeServiceEvent, place, { transition: () => isMoving(service) })
  const columns = useColumns()
  const levels = list.filters.level
  const rows = read.data?.eventList.filter(
    (one) =>
      (levels?.includes(one.level) ?? true) &&
      matches(list.search, [one.reason, one.objName, one.message]),
  )
  const options = (['Normal', 'Warning'] as const).map((value) => ({
    value,
    label: t(`event.level.${value}`),
  }))
  return (
    <List
      label={t('tab.events')}
      name="events"
      rows={rows}
      rowKey={(row) => [row.objType, row.objName, row.reason, row.message, row.firstSeen].join(' ')}
      columns={columns}
      list={list}
      read={read}
      empty={{ title: t('event.empty'), text: t('event.emptyText') }}
      failed={t('event.unreadable')}
      filters={[{ name: 'level', label: t('event.levelTitle'), options }]}
    />
  )
}
