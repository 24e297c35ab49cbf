import * as z from 'zod/mini'
import { clusterId, count, flag, time } from '../common'

/** 集群相关接口/查询集群列表 and 查询集群节点列表: response schemas. */

/**
 * Creating, Running, Deleting, Scaling (nodes are being added or removed), Upgrading, Isolated
 * (unpaid), Abnormal.
 */
export const clusterStatus = z.enum([
  'Creating',
  'Running',
  'Deleting',
  'Scaling',
  'Upgrading',
  'Isolated',
  'Abnormal',
])

export const nodeStatus = z.enum(['AllNormal', 'AllAbnormal', 'PartialAbnormal'])

export const cluster = z.object({
  clusterId: clusterId(),
  clusterName: z.string(),
  description: z.string(),
  /** CIDR of the cluster's containers and services. */
  clusterCIDR: z.string(),
  /** Unified id of the VPC (`vpc-…`), as requests take it. */
  unVpcId: z.string(),
  /** Numeric id of the same VPC. */
  vpcId: z.int(),
  status: clusterStatus,
  nodeNum: count(),
  nodeStatus,
  /** Cores of all nodes. */
  totalCpu: z.number(),
  /** GB of memory of all nodes. */
  totalMem: z.number(),
  os: z.string(),
  createdAt: time(),
  /** Int in the document's table, a time in its sample and in responses. */
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
  /** 0 abnormal, 1 normal. */
  isNormal: flag(),
  /** State of the machine, 1 to 21 (2 runs; api-facts.md 5.4). */
  cvmState: z.int(),
  /** 0 monthly in arrears, 1 prepaid, 2 by the hour. */
  cvmPayMode: z.literal([0, 1, 2]),
  /** 0 monthly in arrears, 1 prepaid, 2 by traffic, 3 by bandwidth. */
  networkPayMode: z.literal([0, 1, 2, 3]),
  /** When the node joined the cluster. */
  createdAt: time(),
  instanceCreateTime: time(),
  /** End of the prepaid period; `0000-00-00 00:00:00` if none. */
  instanceDeadlineTime: time(),
  zoneId: z.int(),
  zone: z.string(),
  /**
   * Why the node is abnormal: MemoryPressure, OutOfDisk, NetworkUnavailable, Unknown; several with
   * commas, empty if normal.
   */
  abnormalReason: z.string(),
  /** Not in the API document (api-facts.md 4.1). */
  labels: z.optional(z.record(z.string(), z.string())),
  /** Not in the API document (api-facts.md 4.1): true if the node is cordoned. */
  unschedulable: z.optional(z.boolean()),
})
