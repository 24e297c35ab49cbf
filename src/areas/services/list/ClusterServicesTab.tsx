import { useMemo } from 'react'
import { useRead } from '../../../api/client/read'
import { useCloudLocation } from '../../../api/session/location'
import { usePathNames } from '../../../api/session/paths'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { isMoving } from '../serviceState'
import { ServiceTable } from './ServiceTable'

/** /clusters/:clusterId/services: services of a cluster in all namespaces. */
export function ClusterServicesTab() {
  const { clusterId = '' } = usePathNames()
  const { region } = useCloudLocation()
  const read = useRead(
    DescribeClusterService,
    { clusterId, allnamespace: 1 },
    { transition: ({ services }) => services.some(isMoving) },
  )
  const services = useMemo(
    () => read.data?.services.map((one) => ({ ...one, clusterId, clusterName: clusterId, region })),
    [read.data, clusterId, region],
  )
  return <ServiceTable services={services} read={read} clusterId={clusterId} />
}
