import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { combineReads, partialOf, useReadsAt } from '../../../api/client/read'
import { useCloudLocation } from '../../../api/session/location'
import { useSession } from '../../../api/session/session'
import { DescribeCluster } from '../../../contract/actions/clusters/clusters'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { LocationLink } from '../../../ui/page/LocationLink'
import { PageHeader } from '../../../ui/page/PageHeader'
import { isMoving } from '../serviceState'
import { ServiceTable } from './ServiceTable'

/** The API lists services per cluster: one read for each of a region's first hundred clusters. */
const clusterQuery = { limit: 100, orderField: 'clusterName', orderType: 'asc' } as const

/** The listed regions: the page's, or all of the account. */
function useRegions() {
  const { account, region } = useCloudLocation()
  const { session } = useSession()
  const [search, setSearch] = useSearchParams()
  const isAll = search.get('regions') === 'all'
  const ownRegions = session?.accounts.find(({ name }) => name === account)?.regions
  const regions = useMemo(
    () => (isAll ? [...(ownRegions ?? [])] : [region]),
    [isAll, ownRegions, region],
  )
  const toggle = () =>
    setSearch((now) => {
      if (isAll) now.delete('regions')
      else now.set('regions', 'all')
      return now
    })
  return { account, regions, isAll, toggle, hasSeveral: (ownRegions?.length ?? 0) > 1 }
}

function useServices(account: string, regions: readonly string[]) {
  const clusterReads = useReadsAt(
    DescribeCluster,
    regions.map((region) => ({ target: { account, region }, params: clusterQuery })),
  )
  const clusters = combineReads(clusterReads)
  const allServices = regions.flatMap((region, index) =>
    (clusterReads[index]?.data?.clusters ?? [])
      .filter((cluster) => cluster.status !== 'Creating')
      .map(({ clusterId, clusterName, status }) => ({
        region,
        clusterId,
        clusterName,
        clusterStatus: status,
      })),
  )
  const reads = useReadsAt(
    DescribeClusterService,
    allServices.map(({ region, clusterId }) => ({
      target: { account, region },
      params: { clusterId, allnamespace: 1 as const },
    })),
    { transition: ({ services }) => services.some(isMoving) },
  )
  const together = combineReads(reads)
  const failed = reads.filter((read) => read.error).length
  const services = allServices.flatMap((cluster, index) =>
    (reads[index]?.data?.services ?? []).map((service) => ({ ...service, ...cluster })),
  )
  const isPending = clusters.isPending || (together.isPending && services.length === 0)
  return {
    clusters,
    failed,
    reads: reads.length,
    services: isPending ? undefined : services,
    read: {
      ...together,
      partial: partialOf([clusters, together]),
      isPending,
      // A failed read of one cluster must not hide the other clusters.
      error: failed === reads.length ? together.error : null,
      refetch: () => Promise.all([clusters.refetch(), together.refetch()]),
    },
  }
}

/** /services: services of all clusters in the region, or with ?regions=all in the account. */
export function ServicesPage() {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const { account, regions, isAll, toggle, hasSeveral } = useRegions()
  const { clusters, failed, reads, services, read } = useServices(account, regions)
  const isEmpty =
    !clusters.isPending &&
    !clusters.error &&
    !clusters.partial &&
    clusters.data?.every((item) => item.totalCount === 0)
  const switchRegions = hasSeveral && (
    <Button variant={isAll ? 'light' : 'default'} aria-pressed={isAll} onClick={toggle}>
      {tLife('allRegions')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} />
      {clusters.error && clusters.data?.length === 0 ? (
        <ErrorState title={t('listUnreadable')} error={clusters.error} onRetry={clusters.refetch} />
      ) : isEmpty ? (
        <EmptyState
          title={t('noClusters')}
          text={t('noClustersText')}
          action={switchRegions || <LocationLink to="/clusters">{t('toClusters')}</LocationLink>}
        />
      ) : (
        <>
          {failed > 0 && failed < reads && <p role="alert">{t('notAllRead', { count: failed })}</p>}
          <ServiceTable services={services} read={read} hasRegions={isAll}>
            {switchRegions}
          </ServiceTable>
        </>
      )}
    </>
  )
}
