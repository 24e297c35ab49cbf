import { useReadsAt } from '../../api/client/read'
import { useCloudLocation } from '../../api/session/location'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import type { Listed } from './list/serviceColumns'

/** The list does not tell everything, and each service has to be asked; more are not asked at once. */
const most = 200

/** The services with what only their own reads tell, where that is wanted. */
export function useDetails(services: readonly Listed[] | undefined, isWanted: boolean) {
  const { account } = useCloudLocation()
  const asked = isWanted ? (services ?? []).slice(0, most) : []
  const reads = useReadsAt(
    DescribeClusterServiceInfo,
    asked.map(({ region, clusterId, namespace, serviceName }) => ({
      target: { account, region },
      params: { clusterId, namespace, serviceName },
    })),
  )
  return services?.map((one, index) => ({ ...one, details: reads[index]?.data?.service }))
}
