import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { joined, useRead, useReads } from '../../api/read'
import { DescribeCluster } from '../../contract/clusters'
import { DescribeClusterService } from '../../contract/services'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { PageHeader } from '../../ui/PageHeader'
import { ScopedLink } from '../../ui/ScopedLink'
import { ServiceTable } from './ServiceTable'
import { isMoving } from './serviceState'

/** The API lists services by cluster: one read each, of the first hundred clusters of the region. */
const mostClusters = 100

/** /services: the services of all clusters of the region. */
export function ServicesPage() {
  const { t } = useTranslation('services')
  const clusters = useRead(DescribeCluster, {
    limit: mostClusters,
    orderField: 'clusterName',
    orderType: 'asc',
  })
  const all = useMemo(
    () => clusters.data?.clusters.filter((one) => one.status !== 'Creating') ?? [],
    [clusters.data],
  )
  const reads = useReads(
    DescribeClusterService,
    all.map(({ clusterId }) => ({ clusterId, allnamespace: 1 as const })),
    { transition: ({ services }) => services.some(isMoving) },
  )
  const together = joined(reads)
  const failed = reads.filter((one) => one.error).length
  const services = all.flatMap(({ clusterId, clusterName }, index) =>
    (reads[index]?.data?.services ?? []).map((one) => ({ ...one, clusterId, clusterName })),
  )
  const isPending = clusters.isPending || (together.isPending && services.length === 0)
  const read = {
    ...together,
    isPending,
    // One cluster that cannot be read must not hide the others.
    error: failed === reads.length ? together.error : null,
    refetch: () => Promise.all([clusters.refetch(), together.refetch()]),
  }

  return (
    <>
      <PageHeader title={t('title')} />
      {clusters.error && !clusters.data ? (
        <ErrorState title={t('listUnreadable')} error={clusters.error} onRetry={clusters.refetch} />
      ) : clusters.data?.totalCount === 0 ? (
        <EmptyState
          title={t('noClusters')}
          text={t('noClustersText')}
          action={<ScopedLink to="/clusters">{t('toClusters')}</ScopedLink>}
        />
      ) : (
        <>
          {failed > 0 && failed < reads.length && (
            <p role="alert">{t('notAllRead', { count: failed })}</p>
          )}
          <ServiceTable services={isPending ? undefined : services} read={read} />
        </>
      )}
    </>
  )
}
