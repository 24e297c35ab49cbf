import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { useForbiddenReason } from '../../ui/menu/useForbiddenReason'
import { PageHeader } from '../../ui/page/PageHeader'
import { useLocationNavigate } from '../../ui/page/useLocationNavigate'
import { List } from '../../ui/table/List'
import { type Sort, useListState } from '../../ui/table/useListState'
import { IconPlus } from '../../ui/theme/icons'
import { useClusterColumns } from './clusterColumns'
import { isMoving, statuses } from './clusterState'

const orderFields = ['clusterId', 'clusterName', 'createdAt', 'updatedAt'] as const

/** The API's sort parameters; unsupported columns fall back to its default order. */
function orderOf(sort: Sort | undefined) {
  const orderField = orderFields.find((one) => one === sort?.id)
  return orderField && sort
    ? { orderField, orderType: sort.isDescending ? ('desc' as const) : ('asc' as const) }
    : {}
}

/** /clusters: the list is filtered, sorted and paged by the API. */
export function ClustersPage() {
  const { t } = useTranslation('clusters')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const reason = useForbiddenReason('CreateCluster')
  const list = useListState({
    filters: ['status'],
    sort: { id: 'clusterName', isDescending: false },
  })
  const status = statuses.find((one) => one === list.filters.status?.[0])
  const read = useRead(
    DescribeCluster,
    {
      ...orderOf(list.sort),
      ...(list.search && { clusterName: list.search }),
      ...(status && { status }),
      offset: list.offset,
      limit: list.size,
    },
    {
      transition: ({ clusters }) => clusters.some(isMoving),
      keepAcross: ['clusterName', 'status'],
    },
  )
  const columns = useClusterColumns()
  const options = statuses.map((value) => ({ value, label: t(`status.${value}`) }))
  return (
    <>
      <PageHeader
        title={t('title')}
        primary={{
          id: 'create',
          label: t('create'),
          icon: <IconPlus size={16} />,
          reason,
          onClick: () => navigate('/clusters/new'),
        }}
      />
      <List
        label={t('title')}
        name="clusters"
        rows={read.data?.clusters}
        rowKey={(row) => row.clusterId}
        columns={columns}
        list={list}
        read={read}
        total={read.data?.totalCount ?? 0}
        empty={{ title: t('empty'), text: t('emptyText') }}
        failed={t('listUnreadable')}
        filters={[{ name: 'status', label: common('status'), options, isSingle: true }]}
      />
    </>
  )
}
