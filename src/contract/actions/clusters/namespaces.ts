import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { withVocabulary } from '../../rules/rules'
import { clusterId, count, dnsLabel, emptyResponse, inCluster, time } from '../common'

export const clusterNamespace = z.object({
  name: z.string(),
  status: withVocabulary(z.enum(['Active', 'Terminating']), 'namespaceStatus'),
  description: z.string(),
  createdAt: time(),
})

/** 命名空间相关接口 / 查询集群命名空间: without paging. */
export const DescribeClusterNameSpaces = read({
  name: 'DescribeClusterNameSpaces',
  area: 'namespaces',
  host: 'ccs',
  section: '命名空间相关接口/查询集群命名空间',
  scope: inCluster,
  lists: { items: 'namespaces', scopedBy: { namespaces: 'name' } },
  request: z.strictObject({ clusterId: clusterId() }),
  response: z.object({ totalCount: count(), namespaces: z.array(clusterNamespace) }),
})

/** 命名空间相关接口 / 创建集群命名空间 */
export const CreateClusterNamespace = write({
  name: 'CreateClusterNamespace',
  area: 'namespaces',
  host: 'ccs',
  section: '命名空间相关接口/创建集群命名空间',
  scope: { clusters: 'clusterId', namespaces: 'name' },
  effects: [],
  guard: 'none',
  invalidates: ['DescribeClusterNameSpaces'],
  target: ['clusterId', 'name'],
  request: z.strictObject({
    clusterId: clusterId(),
    /** Kubernetes' rule for namespace names. */
    name: dnsLabel(),
    /** The document requires it, but it may be empty. */
    description: z.string(),
  }),
  response: emptyResponse(),
})

/** 命名空间相关接口 / 删除集群命名空间: also deletes all services in them; refused for default and kube-system. */
export const DeleteClusterNamespace = write({
  name: 'DeleteClusterNamespace',
  area: 'namespaces',
  host: 'ccs',
  section: '命名空间相关接口/删除集群命名空间',
  destructive: true,
  scope: { clusters: 'clusterId', namespaces: 'names' },
  effects: [],
  guard: 'name',
  task: { end: 'namespacesDeleted' },
  invalidates: [
    'DescribeClusterNameSpaces',
    'DescribeClusterService',
    'DescribeClusterRequestLimitInfo',
  ],
  target: ['clusterId', 'names'],
  confirm: { param: 'names' },
  request: z.strictObject({
    clusterId: clusterId(),
    names: existingNames().check(z.minLength(1)),
  }),
  response: emptyResponse(),
})
