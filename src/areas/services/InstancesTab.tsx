import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/read'
import type { ResponseOf } from '../../contract/action'
import { DescribeServiceInstance } from '../../contract/instances'
import { useReasons } from '../../i18n/reasons'
import { Age } from '../../ui/Age'
import { Mono } from '../../ui/Mono'
import { type Health, StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import { matches } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { useListState } from '../../ui/useListState'
import { isMoving, shortImage } from './serviceState'
import { usePlace, useService } from './usePlace'

type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]

const healths: Readonly<Record<Instance['status'], Health>> = {
  Running: 'well',
  Waiting: 'waiting',
  Terminating: 'working',
  Terminated: 'unknown',
  NotReady: 'waiting',
}

/** A reason turns waiting into failing: what waits for an image that cannot be pulled does not get well by waiting. */
const hopeless = /失败|崩溃/

const healthOf = ({ status, reason }: Pick<Instance, 'status' | 'reason'>): Health =>
  hopeless.test(reason) ? 'failing' : (healths[status] ?? 'unknown')

function Containers({ instance }: { instance: Instance }) {
  const reasons = useReasons()
  return (
    <>
      {instance.containers.map((one) => (
        <div key={one.name}>
          {one.name} <Mono>{shortImage(one.image)}</Mono>
          {one.reason && ` – ${reasons.one(one.reason)}`}
        </div>
      ))}
    </>
  )
}

function useColumns(): Column<Instance>[] {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const reasons = useReasons()
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.name,
        cell: (row) => <Mono>{row.name}</Mono>,
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        sort: (row) => row.status,
        cell: (row) => (
          <StatusChip
            health={healthOf(row)}
            word={t(`instance.status.${row.status}`, { defaultValue: row.status })}
            reason={row.reason ? reasons.one(row.reason) : undefined}
          />
        ),
      },
      {
        id: 'containers',
        label: t('instance.containers'),
        card: 'fact',
        cell: (row) => <Containers instance={row} />,
      },
      {
        id: 'ready',
        label: t('instance.ready'),
        isNumeric: true,
        sort: (row) => row.readyCount,
        cell: (row) => t('running', { current: row.readyCount, desired: row.containers.length }),
      },
      {
        id: 'node',
        label: t('instance.node'),
        sort: (row) => row.nodeIp,
        cell: (row) => (row.nodeIp ? <Mono>{row.nodeIp}</Mono> : t('instance.unplaced')),
      },
      {
        id: 'ip',
        label: t('instance.ip'),
        sort: (row) => row.ip,
        cell: (row) => (row.ip ? <Mono>{row.ip}</Mono> : '–'),
      },
      {
        id: 'restarts',
        label: t('instance.restarts'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.restartCount,
        cell: (row) => row.restartCount,
      },
      {
        id: 'created',
        label: t('instance.started'),
        isNumeric: true,
        sort: (row) => row.createdAt,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ],
    [t, common, reasons],
  )
}

/** The instances of a service with their containers, read as often as the service moves. */
export function InstancesTab() {
  const { t } = useTranslation('services')
  const place = usePlace()
  const service = useService()
  const list = useListState({ size: 100 })
  const read = useRead(
    DescribeServiceInstance,
    { ...place, offset: list.offset, limit: list.size },
    {
      transition: ({ instances }) =>
        isMoving(service) || instances.some((one) => one.status !== 'Running'),
    },
  )
  const columns = useColumns()
  const rows = read.data?.instances.filter((one) =>
    matches(list.search, [one.name, one.nodeIp, one.ip, one.status]),
  )
  return (
    <List
      label={t('tab.instances')}
      name="instances"
      rows={rows}
      rowKey={(row) => row.name}
      columns={columns}
      list={list}
      read={read}
      total={read.data?.totalCount ?? 0}
      empty={{ title: t('instance.empty'), text: t('instance.emptyText') }}
      failed={t('instance.unreadable')}
    />
  )
}
