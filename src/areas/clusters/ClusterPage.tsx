import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useRead } from '../../api/client/read'
import { clusterPath, usePathNames } from '../../api/session/paths'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { useFormats } from '../../i18n/useFormats'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { ErrorState } from '../../ui/feedback/ErrorState'
import { FactStrip } from '../../ui/page/FactStrip'
import { LocationLink } from '../../ui/page/LocationLink'
import { PageHeader } from '../../ui/page/PageHeader'
import { RouteTabs } from '../../ui/page/RouteTabs'
import { Age } from '../../ui/value/Age'
import { useClusterActions } from './actions/useClusterActions'
import { ClusterStatus, NodeCount, useHasNodes } from './clusterColumns'
import { type Cluster, isMoving } from './clusterState'

function Facts({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation('clusters')
  const formats = useFormats()
  const hasNodes = useHasNodes()
  const cpu = hasNodes ? formats.number(cluster.totalCpu, t('cores')) : '–'
  const memory = hasNodes ? formats.number(cluster.totalMem, t('gigabytes')) : '–'
  return (
    <FactStrip
      facts={[
        { label: t('column.nodes'), value: <NodeCount cluster={cluster} /> },
        { label: t('column.cpu'), value: cpu },
        { label: t('column.memory'), value: memory },
        { label: t('column.version'), value: cluster.k8sVersion || '–' },
        { label: t('column.os'), value: cluster.os || '–' },
        { label: t('column.created'), value: <Age time={cluster.createdAt} /> },
      ]}
    />
  )
}

/** The page of a cluster: status, actions and tabs. */
export function ClusterPage() {
  const { t } = useTranslation('clusters')
  const { clusterId = '' } = usePathNames()
  const read = useRead(
    DescribeCluster,
    { clusterIds: [clusterId] },
    { transition: ({ clusters }) => clusters.some(isMoving) },
  )
  const cluster = read.data?.clusters[0]
  const { dialog, ...actions } = useClusterActions(cluster)

  if (read.error && !cluster) {
    return (
      <>
        <PageHeader title={clusterId} />
        <ErrorState
          title={t('unreadable')}
          error={read.error}
          thing={clusterId}
          onRetry={read.refetch}
        />
      </>
    )
  }
  if (read.data && !cluster) {
    return (
      <>
        <PageHeader title={clusterId} />
        <EmptyState
          title={t('notFound')}
          text={t('notFoundText', { id: clusterId })}
          action={<LocationLink to="/clusters">{t('toList')}</LocationLink>}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader
        // The heading receives focus once the cluster's name is loaded.
        key={cluster ? 'named' : 'unnamed'}
        title={cluster?.clusterName ?? clusterId}
        status={cluster && <ClusterStatus cluster={cluster} isFilled />}
        id={clusterId}
        {...actions}
      />
      {dialog}
      {cluster ? <Facts cluster={cluster} /> : <Skeleton height={40} mb="md" />}
      <RouteTabs
        base={clusterPath(clusterId)}
        label={t('tabsLabel')}
        tabs={[
          { segment: '', label: t('tab.overview') },
          {
            segment: 'nodes',
            label: t('tab.nodes'),
            count: cluster?.nodeNum,
            actions: ['DescribeClusterInstances'],
          },
          { segment: 'services', label: t('tab.services'), actions: ['DescribeClusterService'] },
          { segment: 'instances', label: t('tab.instances'), actions: ['DescribeServiceInstance'] },
          {
            segment: 'namespaces',
            label: t('tab.namespaces'),
            actions: ['DescribeClusterNameSpaces'],
          },
          { segment: 'monitoring', label: t('tab.monitoring'), actions: ['GetMonitorData'] },
        ]}
      />
      {cluster ? <Outlet context={cluster} /> : <Skeleton height={16} width="50%" />}
    </>
  )
}
