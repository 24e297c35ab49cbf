import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import { beijingTime } from '../../beijingTime'
import { timeOf } from '../objects/meta'
import type { Node } from '../objects/node'
import { cores, gibibytes } from '../objects/quantity'

type NodeInfo = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

/** The machine's ID if a cloud assigned one in this form, otherwise the node's name. */
export function nodeId({ metadata, spec }: Node): string {
  const providedId = spec.providerID?.split('/').at(-1) ?? ''
  return /^ins-[a-z0-9]+$/.test(providedId) ? providedId : metadata.name
}

const pressures = [
  ['MemoryPressure', 'MemoryPressure'],
  ['DiskPressure', 'OutOfDisk'],
  ['NetworkUnavailable', 'NetworkUnavailable'],
] as const

function conditionOf({ status }: Node, type: string): string | undefined {
  return status.conditions?.find((condition) => condition.type === type)?.status
}

export const isReady = (node: Node): boolean => conditionOf(node, 'Ready') === 'True'

/** The API's reasons for an abnormal node; empty if the node is normal. */
export function abnormalReason(node: Node): string {
  const reasons: string[] = pressures
    .filter(([type]) => conditionOf(node, type) === 'True')
    .map(([, word]) => word)
  if (conditionOf(node, 'Ready') === 'Unknown') reasons.push('Unknown')
  if (reasons.length === 0 && !isReady(node)) reasons.push('Unknown')
  return reasons.join(',')
}

export const isSystemLabel = (key: string) => /(^|\.)(kubernetes|k8s)\.io\//.test(key)

/** Labels that users may replace; Kubernetes' own labels stay. */
export const userLabels = (node: Node): Record<string, string> =>
  Object.fromEntries(
    Object.entries(node.metadata.labels ?? {}).filter(([key]) => !isSystemLabel(key)),
  )

/** Kubernetes does not know the billing of a machine, and the API has no value for "unknown". */
const billing = { cvmPayMode: 0, networkPayMode: 0 } as const
const noDeadline = '0000-00-00 00:00:00'

/** Conditions that decide whether a node is normal. */
const shownConditions = new Set<string>([
  'Ready',
  'PIDPressure',
  ...pressures.map(([type]) => type),
])

const conditionsOf = ({ status }: Node): NodeInfo['conditions'] =>
  status.conditions
    ?.filter(({ type }) => shownConditions.has(type))
    .map(({ type, status, reason = '', message = '', lastTransitionTime }) => ({
      type,
      status,
      reason,
      message,
      since: beijingTime(timeOf(lastTransitionTime)),
    }))

/** A node as DescribeClusterInstances returns it. */
export function nodeView(node: Node): NodeInfo {
  const { metadata, spec, status } = node
  const addressOf = (type: string) =>
    status.addresses?.find((address) => address.type === type)?.address ?? ''
  const createdAt = beijingTime(timeOf(metadata.creationTimestamp))
  const reason = abnormalReason(node)
  return {
    instanceId: nodeId(node),
    instanceName: metadata.name,
    instanceType: metadata.labels?.['node.kubernetes.io/instance-type'] ?? '',
    kernelVersion: status.nodeInfo?.kernelVersion ?? '',
    podCidr: spec.podCIDR ?? '',
    cpu: cores(status.capacity?.cpu),
    mem: gibibytes(status.capacity?.memory),
    wanIp: addressOf('ExternalIP'),
    lanIp: addressOf('InternalIP'),
    osImage: status.nodeInfo?.osImage ?? '',
    isNormal: reason === '' ? 1 : 0,
    cvmState: isReady(node) ? 2 : 1,
    ...billing,
    createdAt,
    instanceCreateTime: createdAt,
    instanceDeadlineTime: noDeadline,
    zoneId: 0,
    zone: metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
    abnormalReason: reason,
    labels: userLabels(node),
    unschedulable: spec.unschedulable ?? false,
    conditions: conditionsOf(node) ?? [],
  }
}
