import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { clusterPath, withQuery } from '../../api/session/paths'
import type { ResponseOf } from '../../contract/action'
import { DescribeClusterNameSpaces } from '../../contract/actions/clusters/namespaces'
import { parseApiTime } from '../../i18n/format'
import { KubectlPreview } from '../../ui/call/KubectlPreview'
import { ActionButton } from '../../ui/menu/ActionButton'
import { RowMenu } from '../../ui/menu/RowMenu'
import { LocationLink } from '../../ui/page/LocationLink'
import { BulkBar } from '../../ui/table/BulkBar'
import type { Column } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { matchesSearch } from '../../ui/table/search'
import { SelectAll, useSelection, withSelection } from '../../ui/table/selection'
import { useListState } from '../../ui/table/useListState'
import { Age } from '../../ui/value/Age'
import { StatusChip } from '../../ui/value/StatusChip'
import { useNamespaceActions } from './actions/useNamespaceActions'
import { useCluster } from './useCluster'

type Namespace = ResponseOf<typeof DescribeClusterNameSpaces>['namespaces'][number]

function useColumns(clusterId: string): Column<Namespace>[] {
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.name,
        cell: (row) => (
          <LocationLink
            to={withQuery(`${clusterPath(clusterId)}/services`, { namespace: row.name })}
          >
            {row.name}
          </LocationLink>
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
            word={tabs(`namespace.status.${row.status}`, { defaultValue: row.status })}
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
    [clusterId, tabs, common],
  )
}

const keyOf = (row: Namespace) => row.name

/** A cluster's namespaces, linked to their services. */
export function NamespacesTab() {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  const cluster = useCluster()
  const { clusterId } = cluster
  const list = useListState({ sort: { id: 'name', isDescending: false } })
  const read = useRead(
    DescribeClusterNameSpaces,
    { clusterId },
    {
      transition: ({ namespaces }) =>
        namespaces.some((namespace) => namespace.status === 'Terminating'),
    },
  )
  const dataColumns = useColumns(clusterId)
  const rows = read.data?.namespaces.filter((namespace) =>
    matchesSearch(list.search, [namespace.name, namespace.description]),
  )
  const selection = useSelection()
  const keys = (rows ?? []).map(keyOf)
  const chosen = (rows ?? []).filter((row) => selection.chosen.has(keyOf(row)))
  const actions = useNamespaceActions(cluster)
  const columns = useMemo((): Column<Namespace>[] => {
    const selectLabel = (name: string) => common('table.selectRow', { name })
    return [
      ...withSelection(dataColumns, { keyOf, nameOf: keyOf, selection }, selectLabel),
      {
        id: 'actions',
        label: common('actions'),
        isFixed: true,
        card: 'menu',
        cell: (row) => <RowMenu name={row.name} actions={actions.one(row)} />,
      },
    ]
  }, [dataColumns, selection, actions, common])
  const { create } = actions
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={actions.many(chosen)}
      />
      <List
        label={t('tab.namespaces')}
        name="namespaces"
        rows={rows}
        rowKey={keyOf}
        columns={columns}
        list={list}
        read={read}
        tickAll={<SelectAll keys={keys} selection={selection} />}
        empty={{ title: tabs('namespace.empty'), text: tabs('namespace.emptyText') }}
        failed={tabs('namespace.unreadable')}
      >
        <ActionButton leftSection={create.icon} reason={create.reason} onClick={create.onClick}>
          {create.label}
        </ActionButton>
      </List>
      <KubectlPreview action="DescribeClusterNameSpaces" params={{}} />
      {actions.dialog}
    </>
  )
}
