import { useMemo } from 'react'
import { type Ask, useGather } from '../../api/client/gather'
import { useCloudLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../contract/actions/services/services'
import { parseOwnImage } from '../../contract/formats/registryNames'

/** A service's container whose image is in the account's registry. */
export interface ImageUse {
  region: string
  clusterId: string
  clusterName: string
  namespace: string
  serviceName: string
  containerName: string
  image: string
  reponame: string
  /** `latest` if the image has neither tag nor digest. */
  tag: string | undefined
  digest: string | undefined
}

export interface ImageUsage {
  uses: ImageUse[]
  /** Services not checked, because there are too many or a read failed. */
  unread: number
}

/** Services beyond this number are checked only on request, because each needs a call. */
const maxServices = 300

type ServiceRef = Pick<
  ImageUse,
  'region' | 'clusterId' | 'clusterName' | 'namespace' | 'serviceName'
>

/** Returns the data, or an empty result if the read fails. */
async function orFallback<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error
    return otherwise
  }
}

async function servicesOf(ask: Ask, region: string): Promise<ServiceRef[]> {
  const { clusters } = await ask(DescribeCluster, region, { limit: 100 })
  const serviceReads = clusters
    .filter((cluster) => cluster.status !== 'Creating')
    .map(async ({ clusterId, clusterName }) => {
      const { services } = await ask(DescribeClusterService, region, { clusterId, allnamespace: 1 })
      return services.map(({ namespace, serviceName }) => ({
        region,
        clusterId,
        clusterName,
        namespace,
        serviceName,
      }))
    })
  return (await Promise.all(serviceReads)).flat()
}

async function usesOf(ask: Ask, serviceRef: ServiceRef): Promise<ImageUse[]> {
  const { region, clusterId, namespace, serviceName } = serviceRef
  const serviceParams = { clusterId, namespace, serviceName }
  const { service } = await ask(DescribeClusterServiceInfo, region, serviceParams)
  return service.containers.flatMap(({ containerName, image }) => {
    const ownImage = parseOwnImage(image)
    if (!ownImage) return []
    const { reponame, tag, digest } = ownImage
    return [{ ...serviceRef, containerName, image, reponame, tag, digest }]
  })
}

async function usageOf(ask: Ask, regions: readonly string[], limit: number): Promise<ImageUsage> {
  const lists = await Promise.all(
    regions.map((region) =>
      orFallback<ServiceRef[] | undefined>(servicesOf(ask, region), undefined),
    ),
  )
  const services = lists.flatMap((item) => item ?? [])
  const found = await Promise.all(
    services
      .slice(0, limit)
      .map((service) => orFallback<ImageUse[] | undefined>(usesOf(ask, service), undefined)),
  )
  const failed = [...lists, ...found].filter((item) => item === undefined).length
  return {
    uses: found.flatMap((item) => item ?? []),
    unread: failed + Math.max(0, services.length - limit),
  }
}

/**
 * Services that run images of the registry, in all regions of the account: the registry spans
 * regions, so a tag may be in use in any of them. The page's region comes first. `isFresh` bypasses
 * the cache, for use before a deletion.
 */
export function useImageUsage({ isFresh = false } = {}) {
  const { session } = useSession()
  const { account, region } = useCloudLocation()
  const allRegions = session?.accounts.find((candidate) => candidate.name === account)?.regions
  const regions = useMemo(
    () => [region, ...(allRegions ?? []).filter((candidate) => candidate !== region)],
    [allRegions, region],
  )
  return useGather({
    name: 'usage',
    params: regions,
    refetchOnMount: isFresh,
    work: (ask) => usageOf(ask, regions, maxServices),
  })
}
