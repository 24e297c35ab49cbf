import * as z from 'zod/mini'
import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeCluster } from '../../../../src/contract/actions/clusters/clusters'
import { addressOf, cidrOf, isInside, parseCidr } from '../../../../src/contract/rules/cidr'
import type { Region } from '../../../../src/contract/rules/regions'
import { beijingTime } from '../../beijingTime'
import { annotationNames } from '../annotations'
import { timeOf } from '../objects/meta'
import type { Node } from '../objects/node'
import { cores, gibibytes } from '../objects/quantity'
import type { Cluster } from './cluster'
import { abnormalReason } from './nodeView'

type ClusterInfo = ResponseOf<typeof DescribeCluster>['clusters'][number]

const version = z.object({ gitVersion: z.string() })

function nodeStatus(nodes: readonly Node[]): ClusterInfo['nodeStatus'] {
  const normal = nodes.filter((node) => abnormalReason(node) === '').length
  if (normal === nodes.length) return 'AllNormal'
  return normal === 0 ? 'AllAbnormal' : 'PartialAbnormal'
}

const rounded = (number: number) => Math.round(number * 100) / 100

/**
 * The smallest CIDR block that contains the pod addresses of all nodes, because Kubernetes does not
 * expose the configured block.
 */
export function podBlock(nodes: readonly Node[]): string {
  const blocks = nodes
    .flatMap(({ spec }) => spec.podCIDR ?? [])
    .filter((text) => /^[\d.]+\/\d+$/.test(text))
    .map(parseCidr)
  let [commonBlock] = blocks
  if (!commonBlock) return ''
  for (const block of blocks) {
    while (!isInside(block, commonBlock))
      commonBlock = parseCidr(`${addressOf(commonBlock.first)}/${commonBlock.bits - 1}`)
  }
  return cidrOf(commonBlock)
}

const withoutInnerAccess = {
  accessType: 'SvcLBTypeInner' as const,
  reason: 'notConfigured' as const,
}

/** A cluster as DescribeCluster returns it; Abnormal if its API server does not respond. */
export function clusterView({ id, source, cache }: Cluster, region: Region): ClusterInfo {
  const nodes = cache.nodes.all()
  const parsed = z.safeParse(version, cache.version())
  const total = (of: (node: Node) => number) =>
    rounded(nodes.reduce((sum, node) => sum + of(node), 0))
  const systemNamespace = cache.namespaces.get('', 'kube-system')
  const systemAnnotations = systemNamespace?.metadata.annotations ?? {}
  // Empty if the account may not read the namespace kube-system.
  const createdAt = systemNamespace
    ? beijingTime(timeOf(systemNamespace.metadata.creationTimestamp))
    : ''
  return {
    clusterId: id,
    clusterName: systemAnnotations[annotationNames.clusterName] || source.name,
    description: systemAnnotations[annotationNames.clusterDescription] ?? '',
    clusterCIDR: podBlock(nodes),
    unVpcId: '',
    vpcId: 0,
    status: cache.isLost() ? 'Abnormal' : 'Running',
    nodeNum: nodes.length,
    nodeStatus: nodeStatus(nodes),
    totalCpu: total(({ status }) => cores(status.capacity?.cpu)),
    totalMem: total(({ status }) => gibibytes(status.capacity?.memory)),
    os: nodes[0]?.status.nodeInfo?.osImage ?? '',
    createdAt,
    updatedAt: createdAt,
    regionId: region.id,
    region: region.long,
    k8sVersion: parsed.success ? parsed.data.gitVersion.replace(/^v/, '') : '',
    clusterExternalEndpoint: source.server,
    projectId: 0,
    ...(source.innerAccess ? {} : { unavailableAccessTypes: [withoutInnerAccess] }),
  }
}
