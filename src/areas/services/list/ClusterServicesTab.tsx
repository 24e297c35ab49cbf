import { useMemo } from 'react'
import { useRead } from '../../../api/client/read'
import { useCloudLocation } from '../../../api/session/location'
import { usePathNames } from '../../../api/session/paths'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { isMoving } from '../serviceState'
import { useClusterAndNamespace } from '../useClusterAndNamespace'
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
  const { cluster } = useClusterAndNamespace(clusterId, '')
  const services = useMemo(
    () =>
      read.data?.services.map((service) => ({
        ...service,
        clusterId,
        clusterName: cluster?.clusterName ?? clusterId,
        clusterStatus: cluster?.status,
        region,
      })),
    [read.data, cluster, clusterId, region],
  )
  return (
    <>
      <ServiceTable services={services} read={read} clusterId={clusterId} />
      <KubectlPreview action="DescribeClusterService" params={{ allnamespace: 1 }} />
    </>
  )
}
