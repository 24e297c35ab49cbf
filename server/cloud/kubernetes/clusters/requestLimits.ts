import type { Handlers } from '../../backend'
import type { ClusterCache } from '../cache/clusterCache'
import type { Node } from '../objects/node'
import { isFinished, isSidecar, type Pod } from '../objects/pod'
import { quantity } from '../objects/quantity'
import { podView } from '../states/podView'
import { controllerOf } from '../tasks/evictable'
import { type Clusters, clusterIn } from './find'
import { nodeId, nodeView } from './nodeView'

const gpu = 'nvidia.com/gpu'

type Bound = 'requests' | 'limits'

/**
 * Follows Kubernetes: the sum of the lasting containers, or the largest init container if that
 * needs more.
 */
function amountOf({ spec }: Pod, bound: Bound, resource: string): number {
  const amountIn = (container: Pod['spec']['containers'][number]) =>
    quantity(container.resources?.[bound]?.[resource])
  const initContainers = spec.initContainers ?? []
  const sidecars = initContainers.filter(isSidecar)
  const lastingSum = [...spec.containers, ...sidecars].reduce(
    (sum, item) => sum + amountIn(item),
    0,
  )
  return Math.max(
    lastingSum,
    ...initContainers.filter((initContainer) => !isSidecar(initContainer)).map(amountIn),
  )
}

const rounded = (number: number) => Math.round(number * 1000) / 1000
const gibibytes = (bytes: number) => rounded(bytes / 2 ** 30)

function sumsOf(pods: readonly Pod[]) {
  const sum = (bound: Bound, resource: string) =>
    pods.reduce((total, pod) => total + amountOf(pod, bound, resource), 0)
  return {
    cpuRequest: rounded(sum('requests', 'cpu')),
    cpuLimit: rounded(sum('limits', 'cpu')),
    memRequest: gibibytes(sum('requests', 'memory')),
    memLimit: gibibytes(sum('limits', 'memory')),
    gpuLimit: sum('limits', gpu),
  }
}

/** Whether a Deployment manages the pod through one of its ReplicaSets. */
function isOfService({ replicaSets }: ClusterCache, { metadata }: Pod): boolean {
  const owner = controllerOf(metadata)
  if (owner?.kind !== 'ReplicaSet') return false
  const replicaSet = replicaSets.get(metadata.namespace, owner.name)
  return replicaSet !== undefined && controllerOf(replicaSet.metadata)?.kind === 'Deployment'
}

/** The pods of a node that belong to no service. */
const otherPodsOf = (cache: ClusterCache, node: Node, now: number) =>
  cache.pods
    .by('node', node.metadata.name)
    .filter((pod) => !isFinished(pod) && !isOfService(cache, pod))
    .map((pod) => ({
      instanceId: nodeId(node),
      namespace: pod.metadata.namespace,
      name: pod.metadata.name,
      ownerKind: controllerOf(pod.metadata)?.kind ?? '',
      ownerName: controllerOf(pod.metadata)?.name ?? '',
      status: podView(cache, pod, now).instance.status,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

export const requestLimits = (clusters: Clusters) =>
  ({
    /** Totals are sums of unrounded values. */
    DescribeClusterRequestLimitInfo: async ({ clusterId }, context) => {
      const { cache } = clusterIn(clusters, clusterId, context)
      await cache.ready(['nodes', 'replicaSets', 'pods'], context)
      const nodes = cache.nodes.all()
      const podsOn = new Map<string, Pod[]>()
      for (const node of nodes) {
        const key = nodeView(node).lanIp || nodeId(node)
        const pods = cache.pods.by('node', node.metadata.name).filter((pod) => !isFinished(pod))
        podsOn.set(key, [...(podsOn.get(key) ?? []), ...pods])
      }
      const total = sumsOf([...podsOn.values()].flat())
      const capacity = (resource: string) =>
        nodes.reduce((sum, { status }) => sum + quantity(status.capacity?.[resource]), 0)
      return {
        totalCpuRequest: total.cpuRequest,
        totalCpuLimit: total.cpuLimit,
        totalMemRequest: total.memRequest,
        totalMemLimit: total.memLimit,
        totalGpuLimit: total.gpuLimit,
        totalCpu: rounded(capacity('cpu')),
        totalMem: gibibytes(capacity('memory')),
        totalGpu: capacity(gpu),
        requestLimitInfo: Object.fromEntries(
          [...podsOn].map(([address, pods]) => [address, sumsOf(pods)]),
        ),
        otherPods: nodes.flatMap((node) => otherPodsOf(cache, node, context.now)),
      }
    },
  }) satisfies Handlers
