import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { withVocabulary } from '../../rules/rules'
import {
  clusterId,
  count,
  emptyResponse,
  existingName,
  inNamespace,
  limit,
  namespace,
  offset,
  time,
} from '../common'

export const instanceStatus = withVocabulary(
  z.enum(['Running', 'Waiting', 'Terminating', 'Terminated', 'NotReady']),
  'instanceStatus',
)

/** How a container last ended. */
const lastExit = z.object({
  exitCode: z.int(),
  /** Kubernetes' word, e.g. `OOMKilled`; empty if unknown. */
  reason: z.string(),
  /** The container's termination message; usually empty. */
  message: z.string(),
  endedAt: time(),
})

export const instance = z.object({
  /** Name of the Kubernetes pod. */
  name: z.string(),
  status: instanceStatus,
  /** Reason for the state, in the vendor's words; empty for a healthy instance. */
  reason: z.string(),
  /** Empty until the instance has been scheduled. */
  nodeIp: z.string(),
  /** The API returns the node's address here too (api-facts.md 4.7). */
  nodeName: z.string(),
  ip: z.string(),
  restartCount: count(),
  readyCount: count(),
  createdAt: time(),
  containers: z.array(
    z.object({
      name: z.string(),
      /** Docker ID of 64 digits; empty until the container has been created. */
      containerId: z.string(),
      status: instanceStatus,
      reason: z.string(),
      image: z.string(),
      /** Not in the API document, like the next three fields. */
      restartCount: z.optional(count()),
      /** Why the container waits, in the runtime's words. */
      message: z.optional(z.string()),
      /** Absent if the container has never ended. */
      lastExit: z.optional(lastExit),
      /** The init container that blocks this one; the three fields above are then its own. */
      initContainer: z.optional(z.object({ name: z.string(), image: z.string() })),
    }),
  ),
})

/** An instance that has ended and was replaced: evicted, failed or completed. */
const pastInstance = z.object({
  name: z.string(),
  /** Kubernetes' word, e.g. `Evicted`. */
  reason: z.string(),
  message: z.string(),
  nodeIp: z.string(),
  createdAt: time(),
})

/** 服务实例相关接口 / 查询服务实例列表 */
export const DescribeServiceInstance = read({
  name: 'DescribeServiceInstance',
  area: 'instances',
  host: 'ccs',
  section: '服务实例相关接口/查询服务实例列表',
  scope: inNamespace,
  lists: {
    items: 'instances',
    scopedBy: 'parameters',
    others: [{ items: 'past', scopedBy: 'parameters' }],
  },
  otherNames: ['DescribeClusterContainer'],
  paging: { items: 'instances', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    clusterId: clusterId(),
    serviceName: existingName(),
    offset: offset(),
    limit: limit(),
    namespace: namespace(),
  }),
  response: z.object({
    totalCount: count(),
    instances: z.array(instance),
    /** Not in the API document; counted nowhere, and on no page of `instances`. */
    past: z.optional(z.array(pastInstance)),
  }),
  misspellings: { instanaces: 'instances' },
})

const invalidates = [
  'DescribeClusterService',
  'DescribeClusterServiceInfo',
  'DescribeServiceInstance',
  'DescribeServiceEvent',
  'DescribeClusterRequestLimitInfo',
] as const

/** 服务实例相关接口 / 修改服务实例副本数: the parameter is scaleTo; `replicas` in the sample is a mistake. */
export const ModifyServiceReplicas = write({
  name: 'ModifyServiceReplicas',
  area: 'instances',
  host: 'ccs',
  section: '服务实例相关接口/修改服务实例副本数',
  scope: inNamespace,
  effects: [],
  guard: 'look',
  task: { end: 'serviceChanged' },
  revision: { kind: 'setting', setting: 'replicas', param: 'scaleTo' },
  change: 'scaling',
  otherParameters: { replicas: 'scaleTo' },
  invalidates,
  target: ['clusterId', 'namespace', 'serviceName'],
  request: z.strictObject({
    clusterId: clusterId(),
    serviceName: existingName(),
    /** 0 stops the service. */
    scaleTo: z.int().check(z.gte(0)),
    namespace: namespace(),
  }),
  response: emptyResponse(),
})

/** 服务实例相关接口 / 删除服务实例: the service starts replacements. */
export const DeleteInstances = write({
  name: 'DeleteInstances',
  area: 'instances',
  host: 'ccs',
  section: '服务实例相关接口/删除服务实例',
  destructive: true,
  scope: inNamespace,
  effects: [],
  guard: 'look',
  change: 'rollout',
  invalidates,
  target: ['clusterId', 'namespace', 'instances'],
  confirm: { param: 'instances' },
  request: z.strictObject({
    clusterId: clusterId(),
    instances: existingNames().check(z.minLength(1)),
    namespace: namespace(),
  }),
  /**
   * Beside `code` in the document's sample, but some clients read it inside `data`, as in all other
   * actions.
   */
  flat: 'both',
  response: z.object({
    successList: z.array(z.string()),
    /** Instance to the reason why it could not be deleted. */
    failedMap: z.record(z.string(), z.string()),
  }),
})
