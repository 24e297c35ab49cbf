import type { ResponseOf } from '../../../../src/contract/action'
import type {
  DescribeCbsStorages,
  DescribeInstances,
} from '../../../../src/contract/actions/lookups/machines'
import type { CallContext, Handlers } from '../../backend'
import { beijingTime } from '../../beijingTime'
import type { Cluster } from '../clusters/cluster'
import { type Clusters, inRegion } from '../clusters/find'
import { nodeId, nodeView } from '../clusters/nodeView'
import { timeOf } from '../objects/meta'
import type { Node } from '../objects/node'
import { isFinished } from '../objects/pod'
import { gibibytes } from '../objects/quantity'
import { type Claim, claimsIn } from './claims'

type Machine = ResponseOf<typeof DescribeInstances>['instanceSet'][number]
type Disk = ResponseOf<typeof DescribeCbsStorages>['storageSet'][number]

function machineOf(node: Node): Machine {
  const { instanceName, lanIp, wanIp, cpu, mem, cvmState, osImage, zone, createdAt, zoneId } =
    nodeView(node)
  return {
    unInstanceId: nodeId(node),
    instanceName,
    lanIp,
    wanIpSet: wanIp === '' ? [] : [wanIp],
    cpu: Math.round(cpu),
    mem: Math.round(mem),
    bandwidth: 0,
    status: cvmState,
    os: osImage,
    projectId: 0,
    zoneId,
    zoneName: zone,
    createTime: createdAt,
  }
}

/** Statuses of disks in the API's words. */
const diskStatuses: Readonly<Record<string, string>> = { Bound: 'normal' }

/** Presents a claim as a disk that is attached to the node of the pods that mount it. */
function diskOf({ cache }: Cluster, { metadata, spec, status }: Claim): Disk {
  const mountingPod = cache.pods
    .by('claim', `${metadata.namespace}/${metadata.name}`)
    .find((pod) => pod.spec.nodeName && !isFinished(pod))
  const node = cache.nodes.get('', mountingPod?.spec.nodeName ?? '')
  const size = status.capacity?.storage ?? spec.resources?.requests?.storage
  return {
    storageId: metadata.name,
    storageName: `${metadata.namespace}/${metadata.name}`,
    storageType: spec.storageClassName ?? '',
    storageStatus: diskStatuses[status.phase ?? ''] ?? (status.phase ?? '').toLowerCase(),
    storageSize: Math.ceil(gibibytes(size)),
    uInstanceId: node ? nodeId(node) : '',
    diskType: 'data',
    portable: 1,
    attached: mountingPod ? 1 : 0,
    createTime: beijingTime(timeOf(metadata.creationTimestamp)),
  }
}

const zoneOf = ({ metadata }: Node) => metadata.labels?.['topology.kubernetes.io/zone'] ?? ''

/** The nodes of the region's clusters, by name. */
async function nodesOf(clusters: Clusters, context: CallContext): Promise<Node[]> {
  const regionClusters = inRegion(clusters, context)
  await Promise.all(regionClusters.map(({ cache }) => cache.ready(['nodes'], context)))
  return regionClusters
    .flatMap(({ cache }) => cache.nodes.all())
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
}

export const machineLookups = (clusters: Clusters) =>
  ({
    DescribeZones: async (_params, context) => {
      const nodes = await nodesOf(clusters, context)
      const zones = [...new Set(nodes.map(zoneOf))].filter((zone) => zone !== '').sort()
      const zoneSet = zones.map((zone) => ({
        zone,
        zoneName: zone,
        zoneId: zone,
        zoneState: 'AVAILABLE',
      }))
      return { totalCount: zoneSet.length, zoneSet }
    },

    DescribeInstances: async (params, context) => {
      const { instanceIds, lanIps, searchWord = '', status, projectId, zoneId } = params
      const matches = (await nodesOf(clusters, context))
        .map(machineOf)
        .filter((machine) => !instanceIds || instanceIds.includes(machine.unInstanceId))
        .filter((machine) => !lanIps || lanIps.includes(machine.lanIp))
        .filter((machine) => machine.instanceName.includes(searchWord))
        .filter((machine) => status === undefined || machine.status === status)
        .filter((machine) => projectId === undefined || machine.projectId === projectId)
        .filter((machine) => zoneId === undefined || machine.zoneId === zoneId)
      const instanceSet = matches.slice(params.offset, params.offset + params.limit)
      return { totalCount: matches.length, instanceSet }
    },

    DescribeCbsStorages: async (params, context) => {
      const { storageIds, searchValue = '', storageType, attached, offset, limit } = params
      const lists = await Promise.all(
        inRegion(clusters, context).map(async (cluster) => {
          await cluster.cache.ready(['nodes', 'pods'], context)
          const claims = await claimsIn(cluster, context.signal)
          return claims.map((claim) => diskOf(cluster, claim))
        }),
      )
      const matches = lists
        .flat()
        .sort((a, b) => (a.storageName < b.storageName ? -1 : 1))
        .filter((disk) => !storageIds || storageIds.includes(disk.storageId))
        .filter((disk) => disk.storageName.includes(searchValue))
        .filter((disk) => attached === undefined || disk.attached === attached)
        .filter(() => storageType === undefined && params.zoneId === undefined)
        .filter(() => params.diskType !== 'root' && params.portable !== 0)
        .filter(() => params.payMode === undefined && (params.projectId ?? 0) === 0)
      return { totalCount: matches.length, storageSet: matches.slice(offset, offset + limit) }
    },
  }) satisfies Handlers
