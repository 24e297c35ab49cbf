import * as z from 'zod/mini'
import { withVocabulary } from '../../rules/rules'
import { clusterId, count, flag, time } from '../common'

/** 集群相关接口/查询集群列表 and 查询集群节点列表: response schemas. */

export const clusterStatus = withVocabulary(
  z.enum(['Creating', 'Running', 'Deleting', 'Scaling', 'Upgrading', 'Isolated', 'Abnormal']),
  'clusterStatus',
)

export const nodeStatus = withVocabulary(
  z.enum(['AllNormal', 'AllAbnormal', 'PartialAbnormal']),
  'nodeStatus',
)

const unavailableAccessType = z.object({
  accessType: z.enum(['LoadBalancer', 'SvcLBTypeInner', 'ClusterIP', 'None']),
  /** `notConfigured`: the account does not say how the cluster marks internal load balancers. */
  reason: z.enum(['notConfigured']),
})

export const cluster = z.object({
  clusterId: clusterId(),
  clusterName: z.string(),
  description: z.string(),
  /** CIDR of the cluster's containers and services. */
  clusterCIDR: z.string(),
  /** Unified ID of the VPC (`vpc-…`), which requests use. */
  unVpcId: z.string(),
  /** Numeric id of the same VPC. */
  vpcId: z.int(),
  status: clusterStatus,
  nodeNum: count(),
  nodeStatus,
  /** Number of cores of all nodes. */
  totalCpu: z.number(),
  /** GB of memory of all nodes. */
  totalMem: z.number(),
  os: z.string(),
  createdAt: time(),
  /** Int in the document's table, but a time in its sample and in responses. */
  updatedAt: time(),
  /** Region number, e.g. 1 for Guangzhou. */
  regionId: z.int(),
  /** Region in its long form, e.g. `ap-guangzhou`. */
  region: z.string(),
  k8sVersion: z.string(),
  /** URL of the Kubernetes API; null if it is not exposed. */
  clusterExternalEndpoint: z.nullable(z.string()),
  /** 0 is the default project. */
  projectId: z.int(),
  /** Not in the API document: access types that services of the cluster cannot have. */
  unavailableAccessTypes: z.optional(z.array(unavailableAccessType)),
})

/** A condition of a node, in Kubernetes' words. */
const nodeCondition = z.object({
  type: z.string(),
  /** `True`, `False` or `Unknown`. */
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  /** When the status last changed. */
  since: time(),
})

export const node = z.object({
  /** `ins-…` */
  instanceId: z.string(),
  instanceName: z.string(),
  /** Family and size, e.g. `CVM.S1`. */
  instanceType: z.string(),
  kernelVersion: z.string(),
  /** Addresses of the containers on this node. */
  podCidr: z.string(),
  /** Cores. */
  cpu: z.number(),
  /** GB. */
  mem: z.number(),
  wanIp: z.string(),
  lanIp: z.string(),
  osImage: z.string(),
  isNormal: withVocabulary(flag(), 'isNormal'),
  /** State of the machine (api-facts.md 5.4). */
  cvmState: withVocabulary(z.int(), 'cvmState'),
  cvmPayMode: withVocabulary(z.literal([0, 1, 2]), 'cvmPayMode'),
  networkPayMode: withVocabulary(z.literal([0, 1, 2, 3]), 'networkPayMode'),
  /** When the node joined the cluster. */
  createdAt: time(),
  instanceCreateTime: time(),
  /** End of the prepaid period; `0000-00-00 00:00:00` if none. */
  instanceDeadlineTime: time(),
  zoneId: z.int(),
  zone: z.string(),
  /** Why the node is abnormal: several reasons with commas, empty if normal. */
  abnormalReason: withVocabulary(z.string(), 'abnormalReason'),
  /** Not in the API document (api-facts.md 4.1). */
  labels: z.optional(z.record(z.string(), z.string())),
  /** Not in the API document (api-facts.md 4.1): true if the node is cordoned. */
  unschedulable: z.optional(z.boolean()),
  /** Not in the API document: `Ready` and the conditions that make a node abnormal. */
  conditions: z.optional(z.array(nodeCondition)),
})
