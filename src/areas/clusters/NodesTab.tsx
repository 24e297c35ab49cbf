import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/read'
import { DescribeClusterInstances } from '../../contract/clusters'
import { matches } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { useListState } from '../../ui/useListState'
import { isMoving, isNodeMoving } from './clusterState'
import { useNodeColumns } from './nodeColumns'
import { useCluster } from './useCluster'

/** The nodes of a cluster; a cluster has 20 at most, so one page of the API holds them. */
export function NodesTab() {
  const { t } = useTranslation('clusters')
  const cluster = useCluster()
  const list = useListState({ size: 100, sort: { id: 'name', isDescending: false } })
  const read = useRead(
    DescribeClusterInstances,
    { clusterId: cluster.clusterId, offset: list.offset, limit: list.size },
    { transition: ({ nodes }) => isMoving(cluster) || nodes.some(isNodeMoving) },
  )
  const columns = useNodeColumns()
  const rows = read.data?.nodes.filter((one) =>
    matches(list.search, [one.instanceName, one.instanceId, one.lanIp, one.wanIp, one.zone]),
  )
  return (
    <List
      label={t('tab.nodes')}
      name="nodes"
      rows={rows}
      rowKey={(row) => row.instanceId}
      columns={columns}
      list={list}
      read={read}
      total={read.data?.totalCount ?? 0}
      empty={{ title: t('node.empty'), text: t('node.emptyText') }}
      failed={t('node.unreadable')}
    />
  )
}
