import { useTranslation } from 'react-i18next'
import { combineReads, useRead, useReads } from '../../../api/client/read'
import { usePathNames } from '../../../api/session/paths'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { useListState } from '../../../ui/table/useListState'
import { InstanceTable } from './InstanceTable'

/** Maximum instances per service; the API lists instances by service, with one read each. */
const maxInstances = 1000

/** /clusters/:clusterId/instances: instances of all services in a cluster. */
export function ClusterInstancesTab() {
  const { t } = useTranslation('serviceLife')
  const { clusterId = '' } = usePathNames()
  const list = useListState({ filters: ['status'], sort: { id: 'name', isDescending: false } })
  const services = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  const allServices = services.data?.services ?? []
  const reads = useReads(
    DescribeServiceInstance,
    allServices.map(({ namespace, serviceName }) => ({
      clusterId,
      namespace,
      serviceName,
      limit: maxInstances,
    })),
    { transition: ({ instances }) => instances.some((instance) => instance.status !== 'Running') },
  )
  const together = combineReads(reads)
  const failed = reads.filter((candidate) => candidate.error).length
  const instances = allServices.flatMap(({ namespace, serviceName }, index) =>
    (reads[index]?.data?.instances ?? []).map((instance) => ({
      ...instance,
      clusterId,
      namespace,
      serviceName,
    })),
  )
  const isPending = services.isPending || (together.isPending && instances.length === 0)
  const read = {
    ...together,
    isPending,
    // A failed read of one service must not hide the other services.
    error: services.error ?? (failed > 0 && failed === reads.length ? together.error : null),
    refetch: () => Promise.all([services.refetch(), together.refetch()]),
  }
  return (
    <>
      {failed > 0 && failed < reads.length && (
        <p role="alert">{t('instancesNotAllRead', { count: failed })}</p>
      )}
      <InstanceTable
        clusterId={clusterId}
        instances={isPending ? undefined : instances}
        list={list}
        read={read}
        hasServices
      />
    </>
  )
}
