import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { DescribeClusterInstances } from '../../contract/actions/clusters/clusters'
import { useReasons } from '../../i18n/errors/reasons'
import { withTexts } from '../../i18n/i18n'
import { KubectlPreview } from '../../ui/call/KubectlPreview'
import { RowMenu } from '../../ui/menu/RowMenu'
import { BulkBar } from '../../ui/table/BulkBar'
import type { Column } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { matchesSearch } from '../../ui/table/search'
import { SelectAll, useSelection, withSelection } from '../../ui/table/selection'
import { useListState } from '../../ui/table/useListState'
import { useNow } from '../../ui/value/useNow'
import { useNodeActions } from './actions/useNodeActions'
import { isMoving, isNodeMoving, type Node, needsDiagnosis, nodeState } from './clusterState'
import { useNodeColumns } from './nodeColumns'
import { useCluster } from './useCluster'

const NodeDiagnosis = lazy(async () => {
  const load = import('./NodeDiagnosis')
  return { default: (await withTexts(load, 'diagnosis')).NodeDiagnosis }
})

const keyOf = (row: Node) => row.instanceId
const nameOf = (row: Node) => row.instanceName

/** A cluster's nodes; the limit of 20 fits into one page of the API. */
export function NodesTab() {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  const reasons = useReasons()
  const now = useNow()
  const cluster = useCluster()
  const list = useListState({ size: 100, sort: { id: 'name', isDescending: false } })
  const read = useRead(
    DescribeClusterInstances,
    { clusterId: cluster.clusterId, offset: list.offset, limit: list.size },
    { transition: ({ nodes }) => isMoving(cluster) || nodes.some(isNodeMoving) },
  )
  const rows = read.data?.nodes.filter((node) =>
    matchesSearch(list.search, [
      ...[node.instanceName, node.instanceId, node.lanIp, node.wanIp, node.zone, node.podCidr],
      ...[node.instanceType, node.kernelVersion],
      tabs(`node.${nodeState(node, now)}`),
      reasons.list(node.abnormalReason ?? ''),
      node.unschedulable ? tabs('node.unschedulable') : '',
      ...Object.entries(node.labels ?? {}).map(([key, value]) => `${key}=${value}`),
    ]),
  )
  const selection = useSelection()
  const keys = (rows ?? []).map(keyOf)
  const chosen = (rows ?? []).filter((row) => selection.chosen.has(keyOf(row)))
  const actions = useNodeActions(cluster)
  const dataColumns = useNodeColumns(cluster.clusterId)
  const columns = useMemo((): Column<Node>[] => {
    const selectLabel = (name: string) => common('table.selectRow', { name })
    return [
      ...withSelection(dataColumns, { keyOf, nameOf, selection }, selectLabel),
      {
        id: 'actions',
        label: common('actions'),
        isFixed: true,
        card: 'menu',
        cell: (row) => <RowMenu name={row.instanceName} actions={actions.one(row)} />,
      },
    ]
  }, [dataColumns, selection, actions, common])
  return (
    <>
      {rows?.some(needsDiagnosis) && (
        <Suspense>
          <NodeDiagnosis clusterId={cluster.clusterId} nodes={rows} actionsOf={actions.one} />
        </Suspense>
      )}
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={actions.many(chosen)}
      />
      <List
        label={t('tab.nodes')}
        name="nodes"
        rows={rows}
        rowKey={keyOf}
        columns={columns}
        list={list}
        read={read}
        tickAll={<SelectAll keys={keys} selection={selection} />}
        total={read.data?.totalCount ?? 0}
        empty={{ title: tabs('node.empty'), text: tabs('node.emptyText') }}
        failed={tabs('node.unreadable')}
      />
      <KubectlPreview action="DescribeClusterInstances" params={{}} />
      {actions.dialog}
    </>
  )
}
