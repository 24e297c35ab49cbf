import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/read'
import type { ResponseOf } from '../../contract/action'
import { DescribeClusterNameSpaces } from '../../contract/namespaces'
import { parseApiTime } from '../../i18n/format'
import { Age } from '../../ui/Age'
import { ScopedLink } from '../../ui/ScopedLink'
import { StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import { matches } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { useListState } from '../../ui/useListState'
import { useCluster } from './useCluster'

type Namespace = ResponseOf<typeof DescribeClusterNameSpaces>['namespaces'][number]

function useColumns(clusterId: string): Column<Namespace>[] {
  const { t } = useTranslation('clusters')
  const { t: common } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.name,
        cell: (row) => (
          <ScopedLink to={`/clusters/${clusterId}/services?namespace=${row.name}`}>
            {row.name}
          </ScopedLink>
        ),
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        sort: (row) => row.status,
        cell: (row) => (
          <StatusChip
            health={row.status === 'Active' ? 'well' : 'working'}
            word={t(`namespace.status.${row.status}`, { defaultValue: row.status })}
          />
        ),
      },
      {
        id: 'description',
        label: common('description'),
        card: 'fact',
        cell: (row) => row.description || '–',
      },
      {
        id: 'created',
        label: common('created'),
        isNumeric: true,
        sort: (row) => parseApiTime(row.createdAt) ?? 0,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ],
    [clusterId, t, common],
  )
}

/** The namespaces of a cluster; each leads to its services. */
export function NamespacesTab() {
  const { t } = useTranslation('clusters')
  const { clusterId } = useCluster()
  const list = useListState({ sort: { id: 'name', isDescending: false } })
  const read = useRead(
    DescribeClusterNameSpaces,
    { clusterId },
    { transition: ({ namespaces }) => namespaces.some((one) => one.status === 'Terminating') },
  )
  const columns = useColumns(clusterId)
  const rows = read.data?.namespaces.filter((one) =>
    matches(list.search, [one.name, one.description]),
  )
  return (
    <List
      label={t('tab.namespaces')}
      name="namespaces"
      rows={rows}
      rowKey={(row) => row.name}
      columns={columns}
      list={list}
      read={read}
      empty={{ title: t('namespace.empty'), text: t('namespace.emptyText') }}
      failed={t('namespace.unreadable')}
    />
  )
}
