import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useRead, useReads } from '../../api/client/read'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { useForbiddenReason } from '../../ui/menu/useForbiddenReason'
import { PageHeader } from '../../ui/page/PageHeader'
import { useLocationNavigate } from '../../ui/page/useLocationNavigate'
import { List } from '../../ui/table/List'
import { matchesSearch } from '../../ui/table/search'
import { type Sort, useListState } from '../../ui/table/useListState'
import { IconPlus } from '../../ui/theme/icons'
import { useClusterColumns } from './clusterColumns'
import { type Cluster, isMoving, statuses } from './clusterState'

const orderFields = ['clusterId', 'clusterName', 'createdAt', 'updatedAt'] as const

/** Returns the API's sort parameters; columns that it cannot sort by get the default order. */
function orderOf(sort: Sort | undefined) {
  const orderField = orderFields.find((candidate) => candidate === sort?.id)
  return orderField && sort
    ? { orderField, orderType: sort.isDescending ? ('desc' as const) : ('asc' as const) }
    : {}
}

/** The API's page limit. */
const pageSize = 100

const textsOf = (cluster: Cluster, t: TFunction<'clusters'>): string[] => [
  cluster.clusterName,
  cluster.clusterId,
  cluster.description,
  t(`status.${cluster.status}`, { defaultValue: cluster.status }),
  cluster.k8sVersion,
  cluster.os,
  cluster.region,
  cluster.clusterCIDR,
  String(cluster.vpcId),
]

/** /clusters: the list is filtered, sorted and paged by the API, and searched in the browser. */
export function ClustersPage() {
  const { t } = useTranslation('clusters')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const reason = useForbiddenReason('CreateCluster')
  const list = useListState({
    filters: ['status'],
    sort: { id: 'clusterName', isDescending: false },
  })
  const status = statuses.find((candidate) => candidate === list.filters.status?.[0])
  // The API's search is case-sensitive and covers only names, so the browser searches all clusters.
  const isSearched = list.search.trim() !== ''
  const params = { ...orderOf(list.sort), ...(status && { status }) }
  const read = useRead(
    DescribeCluster,
    {
      ...params,
      offset: isSearched ? 0 : list.offset,
      limit: isSearched ? pageSize : list.size,
    },
    { transition: ({ clusters }) => clusters.some(isMoving), keepAcross: ['status'] },
  )
  const total = read.data?.totalCount ?? 0
  const otherReads = useReads(
    DescribeCluster,
    Array.from(
      { length: isSearched ? Math.max(0, Math.ceil(total / pageSize) - 1) : 0 },
      (_, index) => ({
        ...params,
        offset: (index + 1) * pageSize,
        limit: pageSize,
      }),
    ),
  )
  const allClusters =
    read.data && [read, ...otherReads].flatMap((item) => item.data?.clusters ?? [])
  const matchingClusters = isSearched
    ? allClusters?.filter((cluster) => matchesSearch(list.search, textsOf(cluster, t)))
    : allClusters
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
        rows={matchingClusters}
        rowKey={(row) => row.clusterId}
        columns={columns}
        list={list}
        read={read}
        {...(!isSearched && { total })}
        empty={{ title: t('empty'), text: t('emptyText') }}
        failed={t('listUnreadable')}
        filters={[{ name: 'status', label: common('status'), options, isSingle: true }]}
      />
    </>
  )
}
