import type { ResponseOf } from '../../../src/contract/action'
import type { Actions } from '../../../src/contract/index'
import { type Api, offered } from '../api'
import { Difference } from '../outcomes'

type Item<List> = List extends readonly (infer One)[] ? One : never

type Cluster = Item<ResponseOf<Actions['DescribeCluster']>['clusters']>
type Node = Item<ResponseOf<Actions['DescribeClusterInstances']>['nodes']>
type Service = Item<ResponseOf<Actions['DescribeClusterService']>['services']>
type Instance = Item<ResponseOf<Actions['DescribeServiceInstance']>['instances']>
type Repository = Item<ResponseOf<Actions['SearchUserRepository']>['repoInfo']>
type Trigger = Item<ResponseOf<Actions['ListTrigger']>['triggerInfo']>

/** Resources that the endpoint lists; undefined for kinds of which it has none. */
export interface World {
  clusters: readonly Cluster[]
  cluster: Cluster | undefined
  nodes: readonly Node[]
  /** Services in all namespaces of the cluster. */
  services: readonly Service[]
  /** A service, with instances if possible. */
  service: Service | undefined
  instance: Instance | undefined
  repositories: readonly Repository[]
  /** A repository, with several tags if possible. */
  repository: Repository | undefined
  triggers: readonly Trigger[]
  /** ID of a VPC of the region. */
  vpcId: string | undefined
}

export const emptyWorld: World = {
  clusters: [],
  cluster: undefined,
  nodes: [],
  services: [],
  service: undefined,
  instance: undefined,
  repositories: [],
  repository: undefined,
  triggers: [],
  vpcId: undefined,
}

/**
 * The result of `read`; undefined if the action is not offered or deviates, which its own checks
 * report.
 */
async function readIfOffered<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await offered(read)
  } catch (error) {
    if (error instanceof Difference) return undefined
    throw error
  }
}

/**
 * Finds existing resources, in the cluster with the given ID or, without one, in the first running
 * cluster.
 */
export async function discover({ ok }: Api, clusterId: string | undefined): Promise<World> {
  const listed = await readIfOffered(() => ok('DescribeCluster', { limit: 100 }))
  const clusters = listed?.clusters ?? []
  const cluster = clusterId
    ? clusters.find((candidate) => candidate.clusterId === clusterId)
    : (clusters.find((candidate) => candidate.status === 'Running' && candidate.nodeNum > 0) ??
      clusters[0])
  const repositories = (await readIfOffered(() => ok('SearchUserRepository', { limit: 100 })))
    ?.repoInfo
  const registry = {
    repositories: repositories ?? [],
    repository: repositories?.toSorted((a, b) => b.tagCount - a.tagCount)[0],
    triggers: (await readIfOffered(() => ok('ListTrigger', { limit: 100 })))?.triggerInfo ?? [],
    vpcId: (await readIfOffered(() => ok('DescribeVpcEx', { limit: 1 })))?.data[0]?.unVpcId,
  }
  if (!cluster) return { ...emptyWorld, ...registry, clusters }
  const inCluster = { clusterId: cluster.clusterId }
  const nodes = await readIfOffered(() =>
    ok('DescribeClusterInstances', { ...inCluster, limit: 100 }),
  )
  const listedServices = await readIfOffered(() =>
    ok('DescribeClusterService', { ...inCluster, allnamespace: 1 }),
  )
  const services = listedServices?.services ?? []
  const service = services.find((candidate) => candidate.currentReplicas > 0) ?? services[0]
  const instances =
    service &&
    (await readIfOffered(() =>
      ok('DescribeServiceInstance', {
        ...inCluster,
        serviceName: service.serviceName,
        namespace: service.namespace,
      }),
    ))
  return {
    ...registry,
    clusters,
    cluster,
    nodes: nodes?.nodes ?? [],
    services,
    service,
    instance: instances?.instances[0],
  }
}
