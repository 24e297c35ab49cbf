import { useReadsAt } from '../../api/client/read'
import { useCloudLocation } from '../../api/session/location'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import type { ListedService } from './list/listedService'

/** Maximum concurrent reads; lists omit some fields, which need a read per service. */
const maxConcurrentReads = 200

/** Services with the fields that only DescribeClusterServiceInfo returns, if needed. */
export function useDetails(services: readonly ListedService[] | undefined, isEnabled: boolean) {
  const { account } = useCloudLocation()
  const detailed = isEnabled ? (services ?? []).slice(0, maxConcurrentReads) : []
  const reads = useReadsAt(
    DescribeClusterServiceInfo,
    detailed.map(({ region, clusterId, namespace, serviceName }) => ({
      target: { account, region },
      params: { clusterId, namespace, serviceName },
    })),
  )
  return services?.map((service, index) => ({ ...service, details: reads[index]?.data?.service }))
}
