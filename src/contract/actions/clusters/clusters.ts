import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { emptiable, relevantIf, withRules } from '../../rules/rules'
import {
  cidr,
  clusterId,
  count,
  emptyResponse,
  existingName,
  flag,
  inCluster,
  label,
  limit,
  namespace,
  offset,
  plainName,
  requestId,
} from '../common'
import { cluster, clusterStatus, node } from './clusterInfo'
import {
  access,
  goodsNum,
  machine,
  machineRelevance,
  machineRules,
  nodeDeleteMode,
  oneCredential,
} from './machines'

const clusterReads = ['DescribeCluster', 'DescribeClusterInstances'] as const

/** 集群相关接口 / 查询集群列表 */
export const DescribeCluster = read({
  name: 'DescribeCluster',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/查询集群列表',
  scope: { clusters: 'clusterIds' },
  lists: {
    items: 'clusters',
    scopedBy: { clusters: 'clusterId' },
    narrowedBy: { clusters: 'clusterIds' },
  },
  paging: { items: 'clusters', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    clusterIds: z.optional(existingNames()),
    /** Filter by name. */
    clusterName: z.optional(z.string()),
    status: z.optional(clusterStatus),
    orderField: z._default(
      z.enum(['clusterId', 'clusterName', 'createdAt', 'updatedAt']),
      'createdAt',
    ),
    orderType: z._default(z.enum(['asc', 'desc']), 'desc'),
    offset: offset(),
    limit: limit(),
  }),
  response: z.object({ totalCount: count(), clusters: z.array(cluster) }),
})

/** 集群相关接口 / 创建集群 */
export const CreateCluster = write({
  name: 'CreateCluster',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/创建集群',
  scope: 'account',
  effects: [],
  guard: 'look',
  task: { end: 'clusterCreated' },
  invalidates: clusterReads,
  target: ['clusterName'],
  secrets: ['password'],
  request: relevantIf(
    withRules(
      z.strictObject({
        clusterName: plainName(),
        clusterDesc: z.optional(z.string()),
        /**
         * CIDR of containers and services; must not overlap the CIDR of the VPC or of another cluster
         * in it.
         */
        clusterCIDR: cidr(),
        /** 0: reject an overlap; 1: ignore it. */
        ignoreClusterCIDRConflict: z._default(flag(), 0),
        /** Operating system of all nodes, including those added later. */
        osName: z.enum(['centos7.2x86_64', 'ubuntu16.04.1 LTSx86_64']),
        /** Unified id of the VPC (`unVpcId`). */
        vpcId: z.string().check(z.minLength(1)),
        ...machine(),
        goodsNum: goodsNum(),
      }),
      machineRules,
    ),
    machineRelevance,
  ),
  /** clusterId is a string, although the document's table says Int (api-facts.md 4.7). */
  response: z.object({ requestId: requestId(), clusterId: clusterId() }),
})

/** 集群相关接口 / 删除集群: only in Running, Isolated or Abnormal; deletes all services. */
export const DeleteCluster = write({
  name: 'DeleteCluster',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/删除集群',
  destructive: true,
  scope: inCluster,
  effects: [],
  guard: 'name',
  task: { end: 'clusterDeleted' },
  invalidates: [...clusterReads, 'DescribeClusterService', 'DescribeClusterNameSpaces'],
  target: ['clusterId'],
  confirm: {
    param: 'clusterId',
    name: { action: 'DescribeCluster', by: 'clusterIds', items: 'clusters', field: 'clusterName' },
  },
  request: z.strictObject({ clusterId: clusterId(), nodeDeleteMode }),
  response: z.object({ requestId: requestId() }),
})

/** 集群相关接口 / 查询集群节点列表 */
export const DescribeClusterInstances = read({
  name: 'DescribeClusterInstances',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/查询集群节点列表',
  scope: { clusters: 'clusterId', namespaces: 'namespace' },
  lists: { items: 'nodes', scopedBy: 'parameters' },
  paging: { items: 'nodes', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    clusterId: clusterId(),
    offset: offset(),
    limit: limit(),
    namespace: namespace(),
  }),
  response: z.object({ totalCount: count(), nodes: z.array(node) }),
})

/** 集群相关接口 / 扩展集群节点: only in Running; at most 20 nodes a cluster. */
export const AddClusterInstances = write({
  name: 'AddClusterInstances',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/扩展集群节点',
  scope: inCluster,
  effects: [],
  guard: 'look',
  task: { end: 'nodesAdded' },
  change: 'scaling',
  otherParameters: { expandInstanceNum: 'goodsNum' },
  invalidates: clusterReads,
  target: ['clusterId'],
  secrets: ['password'],
  request: relevantIf(
    withRules(
      z.strictObject({
        clusterId: clusterId(),
        clusterDesc: z.optional(z.string()),
        ...machine(),
        /** The document marks it as required although it gives a default. */
        goodsNum: z._default(goodsNum(), 1),
      }),
      machineRules,
    ),
    machineRelevance,
  ),
  /** instanceIds is a list, as in the document's sample, although the table says Int. */
  response: z.object({ instanceIds: z.array(z.string()), requestId: requestId() }),
})

/** 集群相关接口 / 删除集群节点: only in Running, Isolated or Abnormal; containers move to other nodes. */
export const DeleteClusterInstances = write({
  name: 'DeleteClusterInstances',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/删除集群节点',
  destructive: true,
  scope: inCluster,
  effects: [],
  guard: 'name',
  task: { end: 'nodesRemoved' },
  change: 'scaling',
  invalidates: [
    ...clusterReads,
    'DescribeClusterService',
    'DescribeServiceInstance',
    'DescribeClusterRequestLimitInfo',
  ],
  target: ['clusterId', 'instanceIds'],
  confirm: {
    param: 'instanceIds',
    unless: { param: 'nodeDeleteMode', value: 'RemoveOnly' },
  },
  request: z.strictObject({
    clusterId: clusterId(),
    instanceIds: existingNames().check(z.minLength(1)),
    nodeDeleteMode,
  }),
  response: z.object({ requestId: requestId() }),
})

/**
 * 集群相关接口 / 添加已存在云主机到集群: reinstalls each machine. Machines must be in the cluster's VPC and
 * in the default project, and running or shut down.
 */
export const AddClusterInstancesFromExistedCvm = write({
  name: 'AddClusterInstancesFromExistedCvm',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/添加已存在云主机到集群',
  destructive: true,
  scope: inCluster,
  effects: [{ kind: 'machines' }],
  guard: 'name',
  task: { end: 'nodesAdded' },
  change: 'scaling',
  invalidates: [...clusterReads, 'DescribeExistedCvmForAddClusterInstances'],
  target: ['clusterId', 'instanceIds'],
  confirm: {
    param: 'instanceIds',
    name: {
      action: 'DescribeExistedCvmForAddClusterInstances',
      by: 'instanceIds',
      with: ['clusterId'],
      items: 'deviceList',
      field: 'instanceName',
    },
  },
  secrets: ['password'],
  request: withRules(
    z.strictObject({
      clusterId: clusterId(),
      /**
       * Unified IDs (`unInstanceId`) of machines; a list, as in the sample, although the table says
       * String.
       */
      instanceIds: existingNames().check(z.minLength(1)),
      ...access(),
    }),
    [oneCredential],
  ),
  response: z.object({
    succInstanceIds: z.array(z.string()),
    /** Machines that could not be added, with the reasons. The spelling is the document's. */
    faliInstanceIds: z.array(z.object({ instanceId: z.string(), message: z.string() })),
  }),
})

/** 集群相关接口 / 修改节点Label: replaces all user-defined labels. */
export const ModifyClusterNodeLabel = write({
  name: 'ModifyClusterNodeLabel',
  area: 'clusters',
  host: 'ccs',
  section: '集群相关接口/修改节点Label',
  scope: inCluster,
  effects: [],
  guard: 'look',
  invalidates: ['DescribeClusterInstances'],
  target: ['clusterId', 'instanceId'],
  request: z.strictObject({
    clusterId: clusterId(),
    instanceId: existingName(),
    labels: emptiable(z.array(label())),
  }),
  response: emptyResponse(),
})
