import { ApiError } from '../../../../api/client/error'
import { useGather } from '../../../../api/client/gather'
import { DescribeCluster } from '../../../../contract/actions/clusters/clusters'
import {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../../../contract/actions/services/services'
import { regionShort } from '../../registryState'
import type { TriggerValues } from './values'

/** The API's code for a resource that does not exist. */
const isNotFound = (error: unknown) => error instanceof ApiError && error.code === 5000

const sortedDistinct = (names: readonly string[]) => [...new Set(names)].sort()

/** Target options of a trigger within the selected region and cluster. */
export function useChoices(values: TriggerValues) {
  const region = regionShort(Number(values.clusterRegion)) ?? ''
  const { clusterId, namespace, serviceName } = values
  const clusters = useGather({
    name: 'trigger clusters',
    params: region,
    enabled: region !== '',
    work: async (ask) => (await ask(DescribeCluster, region, { limit: 100 })).clusters,
  })
  const services = useGather({
    name: 'trigger services',
    params: [region, clusterId],
    enabled: clusterId !== '',
    work: async (ask) =>
      (await ask(DescribeClusterService, region, { clusterId, allnamespace: 1 })).services,
  })
  const containers = useGather({
    name: 'trigger containers',
    params: [region, clusterId, namespace, serviceName],
    enabled: clusterId !== '' && namespace !== '' && serviceName !== '',
    work: async (ask) => {
      const serviceParams = { clusterId, namespace, serviceName }
      return (await ask(DescribeClusterServiceInfo, region, serviceParams)).service.containers
    },
  })
  const allServices = services.data ?? []
  return {
    clusters: (clusters.data ?? []).map((cluster) => ({
      value: cluster.clusterId,
      label: `${cluster.clusterName} (${cluster.clusterId})`,
    })),
    namespaces: sortedDistinct(allServices.map((service) => service.namespace)),
    services: sortedDistinct(
      allServices
        .filter((service) => service.namespace === namespace)
        .map((service) => service.serviceName),
    ),
    containers: (containers.data ?? []).map((container) => container.containerName),
    /** Current image of the selected container. */
    image: containers.data?.find((container) => container.containerName === values.containerName)
      ?.image,
    /** Whether the previously selected service no longer exists. */
    isDeleted: isNotFound(containers.error),
    error:
      clusters.error ?? services.error ?? (isNotFound(containers.error) ? null : containers.error),
  }
}
