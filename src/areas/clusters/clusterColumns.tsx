import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetch } from '../../api/client/read'
import { useUnavailable } from '../../api/session/available'
import { clusterPath } from '../../api/session/paths'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { useFormats } from '../../i18n/useFormats'
import { LocationLink } from '../../ui/page/LocationLink'
import type { Column } from '../../ui/table/column'
import { Age } from '../../ui/value/Age'
import { clusterHealth } from '../../ui/value/health'
import { Mono } from '../../ui/value/Mono'
import { StatusChip } from '../../ui/value/StatusChip'
import type { Cluster } from './clusterState'

// The list is shown before usage is loaded.
const Usage = lazy(async () => ({ default: (await import('./Usage')).Usage }))

/** A cluster's status with its reason where needed. */
export function ClusterStatus({ cluster, isFilled }: { cluster: Cluster; isFilled?: boolean }) {
  const { t } = useTranslation('clusters')
  return (
    <StatusChip
      health={clusterHealth(cluster.status)}
      word={t(`status.${cluster.status}`, { defaultValue: cluster.status })}
      reason={cluster.status === 'Isolated' ? t('statusReason.Isolated') : undefined}
      {...(isFilled && { isFilled })}
    />
  )
}

/** Whether the account may read nodes; otherwise their number and sizes are unknown, not 0. */
export const useHasNodes = (): boolean => useUnavailable()('DescribeClusterInstances') === undefined

/** Number of nodes, with their state unless all are normal. */
export function NodeCount({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation('clusters')
  const hasNodes = useHasNodes()
  if (!hasNodes) return '–'
  const isStarting = cluster.status === 'Creating'
  if (isStarting || cluster.nodeStatus === 'AllNormal' || cluster.nodeNum === 0)
    return cluster.nodeNum
  return (
    <StatusChip
      health={cluster.nodeStatus === 'AllAbnormal' ? 'failing' : 'waiting'}
      word={`${cluster.nodeNum} · ${t(`nodeStatus.${cluster.nodeStatus}`, { defaultValue: cluster.nodeStatus })}`}
    />
  )
}

/** Columns of the cluster list; the API sorts by those whose ID is one of its orderFields. */
export function useClusterColumns(): Column<Cluster>[] {
  const { t } = useTranslation('clusters')
  const { t: common } = useTranslation()
  const formats = useFormats()
  const prefetch = usePrefetch()
  const hasNodes = useHasNodes()
  return useMemo(
    () => [
      {
        id: 'clusterName',
        label: common('name'),
        card: 'name',
        isServerSorted: true,
        cell: (row) => (
          <LocationLink
            to={clusterPath(row.clusterId)}
            onPrefetch={() => prefetch(DescribeCluster, { clusterIds: [row.clusterId] })}
          >
            {row.clusterName}
          </LocationLink>
        ),
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        cell: (row) => <ClusterStatus cluster={row} />,
      },
      {
        id: 'clusterId',
        label: t('column.id'),
        isServerSorted: true,
        cell: (row) => <Mono isCopied>{row.clusterId}</Mono>,
      },
      {
        id: 'nodes',
        label: t('column.nodes'),
        card: 'fact',
        isNumeric: true,
        cell: (row) => <NodeCount cluster={row} />,
      },
      {
        id: 'cpu',
        label: t('column.cpu'),
        card: 'fact',
        isNumeric: true,
        cell: (row) => (
          <>
            {hasNodes ? formats.number(row.totalCpu, t('cores')) : '–'}
            <Suspense>
              <Usage clusterId={row.clusterId} metric="dc_cpu_usage" />
            </Suspense>
          </>
        ),
      },
      {
        id: 'memory',
        label: t('column.memory'),
        isNumeric: true,
        cell: (row) => (
          <>
            {hasNodes ? formats.number(row.totalMem, t('gigabytes')) : '–'}
            <Suspense>
              <Usage clusterId={row.clusterId} metric="dc_mem_usage" />
            </Suspense>
          </>
        ),
      },
      { id: 'version', label: t('column.version'), cell: (row) => row.k8sVersion || '–' },
      { id: 'os', label: t('column.os'), isExtra: true, cell: (row) => row.os || '–' },
      { id: 'region', label: t('column.region'), isExtra: true, cell: (row) => row.region },
      {
        id: 'cidr',
        label: t('column.cidr'),
        isExtra: true,
        cell: (row) => <Mono>{row.clusterCIDR}</Mono>,
      },
      {
        id: 'vpc',
        label: t('column.vpc'),
        isExtra: true,
        cell: (row) => <Mono>{row.unVpcId}</Mono>,
      },
      {
        id: 'project',
        label: t('column.project'),
        isExtra: true,
        cell: (row) => (row.projectId === 0 ? t('defaultProject') : row.projectId),
      },
      {
        id: 'createdAt',
        label: t('column.created'),
        isNumeric: true,
        isServerSorted: true,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ],
    [t, common, formats, prefetch, hasNodes],
  )
}
