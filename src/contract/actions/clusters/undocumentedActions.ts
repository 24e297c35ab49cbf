import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { withMeta } from '../../rules/rules'
import {
  cidr,
  clusterId,
  count,
  dateTime,
  emptyResponse,
  existingName,
  flag,
  inCluster,
  inNamespace,
  namespace,
  plainName,
  requestId,
} from '../common'

/** Public actions of ccs that the API document omits (api-facts.md 4.1 and 4.2). */

/**
 * Refused with 4000, -10013 and ConflictWithOtherClusterCIDR if the CIDR overlaps another cluster's
 * in the VPC.
 */
export const CheckClusterCIDR = read({
  name: 'CheckClusterCIDR',
  area: 'clusters',
  host: 'ccs',
  section: 'api-facts.md 4.1, CheckClusterCIDR',
  undocumented: true,
  scope: 'account',
  request: z.strictObject({
    /** Unified id of the VPC (`unVpcId`). */
    vpcId: existingName(),
    clusterCIDR: cidr(),
  }),
  response: emptyResponse(),
})

/** Cores as a decimal number. */
const cores = () => withMeta(z.number(), { unit: 'core' })
/** GiB as a decimal number. */
const gibibytes = () => withMeta(z.number(), { unit: 'GB' })

/** Returns resource requests and limits of a cluster's instances, by node. */
export const DescribeClusterRequestLimitInfo = read({
  name: 'DescribeClusterRequestLimitInfo',
  area: 'clusters',
  host: 'ccs',
  section: 'api-facts.md 4.1, DescribeClusterRequestLimitInfo',
  undocumented: true,
  scope: inCluster,
  lists: {
    items: 'requestLimitInfo',
    scopedBy: 'parameters',
    others: [{ items: 'otherPods', scopedBy: { namespaces: 'namespace' } }],
  },
  request: z.strictObject({ clusterId: clusterId() }),
  response: z.object({
    totalCpuRequest: cores(),
    totalCpuLimit: cores(),
    totalMemRequest: gibibytes(),
    totalMemLimit: gibibytes(),
    totalGpuLimit: count(),
    totalCpu: cores(),
    totalMem: gibibytes(),
    totalGpu: count(),
    /** Private IP of a node to the totals of its instances. */
    requestLimitInfo: z.record(
      z.string(),
      z.object({
        cpuRequest: cores(),
        cpuLimit: cores(),
        memRequest: gibibytes(),
        memLimit: gibibytes(),
        gpuLimit: count(),
      }),
    ),
    /**
     * Pods of no service, such as those of DaemonSets, StatefulSets and Jobs, by node and name; only
     * from Kubernetes clusters.
     */
    otherPods: z.optional(
      z.array(
        z.object({
          /** The node. */
          instanceId: z.string(),
          namespace: z.string(),
          name: z.string(),
          /** The Kubernetes object that replaces the pod; both are empty if nothing does. */
          ownerKind: z.string(),
          ownerName: z.string(),
          /** Status of an instance, e.g. Running. */
          status: z.string(),
        }),
      ),
    ),
  }),
})

/** Changes the name and description of a cluster; absent fields stay unchanged. */
export const ModifyClusterAttributes = write({
  name: 'ModifyClusterAttributes',
  area: 'clusters',
  host: 'ccs',
  section: 'api-facts.md 4.1, ModifyClusterAttributes',
  undocumented: true,
  scope: inCluster,
  effects: [],
  guard: 'none',
  invalidates: ['DescribeCluster'],
  target: ['clusterId'],
  request: z.strictObject({
    clusterId: clusterId(),
    clusterName: z.optional(plainName()),
    clusterDesc: z.optional(z.string()),
  }),
  response: emptyResponse(),
})

/** Cordons or uncordons nodes; running instances stay. */
export const ModifyClusterNodeSchedulable = write({
  name: 'ModifyClusterNodeSchedulable',
  area: 'clusters',
  host: 'ccs',
  section: 'api-facts.md 4.1, ModifyClusterNodeSchedulable',
  undocumented: true,
  scope: inCluster,
  effects: [],
  guard: 'look',
  invalidates: ['DescribeClusterInstances'],
  target: ['clusterId', 'instanceIds'],
  request: z.strictObject({
    clusterId: clusterId(),
    instanceIds: existingNames().check(z.minLength(1)),
    /** 1: cordon, 0: uncordon. */
    unschedulable: flag(),
  }),
  response: emptyResponse(),
})

/**
 * Drains a node: cordons it and moves its instances to other nodes, which deletes their temporary
 * directories. Parameter names are capitalised.
 */
export const DrainClusterNode = write({
  name: 'DrainClusterNode',
  area: 'clusters',
  host: 'ccs',
  section: 'api-facts.md 4.1, DrainClusterNode',
  undocumented: true,
  destructive: true,
  scope: { clusters: 'ClusterId' },
  effects: [],
  guard: 'look',
  task: { end: 'nodeDrained', onlyIf: { param: 'DryRun', value: 0 } },
  change: 'node',
  invalidates: [
    'DescribeClusterInstances',
    'DescribeClusterService',
    'DescribeClusterServiceInfo',
    'DescribeServiceInstance',
    'DescribeServiceEvent',
    'DescribeClusterRequestLimitInfo',
  ],
  target: ['ClusterId', 'InstanceId'],
  confirm: { param: 'InstanceId', onlyIf: { param: 'DryRun', value: 0 } },
  request: z.strictObject({
    ClusterId: clusterId(),
    InstanceId: existingName(),
    /** 1: dry run, which only lists the instances that would move. */
    DryRun: z._default(flag(), 1),
  }),
  response: z.object({
    Pods: z.array(
      z.object({
        Name: z.string(),
        Namespace: z.string(),
        NodeIp: z.string(),
        /**
         * Kind of the Kubernetes object that replaces the pod, e.g. StatefulSet; empty if none
         * does. Returned only for Kubernetes clusters.
         */
        OwnerKind: z.optional(z.string()),
      }),
    ),
    /** ID of the drain's task; returned only for Kubernetes clusters. */
    requestId: z.optional(requestId()),
  }),
})

/** Changes the description of a namespace of a cluster. */
export const ModifyNamespaceDescription = write({
  name: 'ModifyNamespaceDescription',
  area: 'namespaces',
  host: 'ccs',
  section: 'api-facts.md 4.1, ModifyNamespaceDescription',
  undocumented: true,
  scope: { clusters: 'clusterId', namespaces: 'name' },
  effects: [],
  guard: 'none',
  invalidates: ['DescribeClusterNameSpaces'],
  target: ['clusterId', 'name'],
  request: z.strictObject({
    clusterId: clusterId(),
    name: existingName(),
    description: z.string(),
  }),
  response: emptyResponse(),
})

/** Returns container logs, oldest line first. */
export const DescribeInstanceLog = read({
  name: 'DescribeInstanceLog',
  area: 'instances',
  host: 'ccs',
  section: 'api-facts.md 4.2, DescribeInstanceLog',
  undocumented: true,
  scope: inNamespace,
  lists: { items: 'podLog', scopedBy: 'parameters' },
  request: z.strictObject({
    clusterId: clusterId(),
    serviceName: existingName(),
    namespace: namespace(),
    /** All instances if absent. */
    podName: z.optional(existingName()),
    /** All containers if absent. */
    containerName: z.optional(existingName()),
    /** Must not be in the future. */
    sinceTime: z.optional(dateTime()),
    /** Number of lines per container. */
    tail: z.optional(z.int().check(z.gte(1))),
  }),
  response: z.object({
    podLog: z.array(
      z.object({
        name: z.string(),
        containerLog: z.array(z.object({ name: z.string(), log: z.string() })),
      }),
    ),
  }),
})
