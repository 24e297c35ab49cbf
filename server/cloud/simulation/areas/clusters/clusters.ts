import type * as contract from '../../../../../src/contract/actions/clusters/clusters'
import { builtInNamespaces } from '../../../../../src/contract/rules/preconditions'
import { checkCidrForm } from '../../../cidrForm'
import type { Handler, Handlers } from '../../handler'
import { clusterInfo } from '../../lifecycle/cluster/cluster'
import { isReturned } from '../../lifecycle/cluster/machine'
import { newNamespace } from '../../lifecycle/cluster/namespace'
import { startTask } from '../../lifecycle/cluster/task'
import { lastDeletion } from '../../lifecycle/service/purge'
import { deleteService } from '../../lifecycle/service/service'
import { checkClusterQuota, checkNodeQuota } from '../../quota'
import { clusterIn } from '../../refusals'
import { randomDuration } from '../../world/durations'
import { unusedId } from '../../world/ids'
import type { Cluster } from '../../world/resources'
import { checkCidrConflict, vpcIn } from './cidr'
import {
  AddClusterInstances,
  AddClusterInstancesFromExistedCvm,
  DeleteClusterInstances,
  DescribeClusterInstances,
  ModifyClusterNodeLabel,
} from './nodes'
import { checkPurchase, purchase } from './purchase'

/**
 * Reserved cluster name: the request is accepted, but its task ends with `fail` and the cluster
 * stays Abnormal.
 */
const failingName = 'fault-task'

const k8sVersion = '1.7.8'

const DescribeCluster: Handler<typeof contract.DescribeCluster> = (params, context) => {
  const { world, now, region } = context
  const { clusterIds, clusterName, status, orderField, orderType, offset, limit } = params
  const sign = orderType === 'asc' ? 1 : -1
  const matches = world
    .all('cluster')
    .filter((item) => item.region === region.long)
    .filter((item) => !clusterIds || clusterIds.includes(item.id))
    .filter((item) => !clusterName || item.name.includes(clusterName))
    .map((item) => clusterInfo(world, item, now))
    .filter((cluster) => !status || cluster.status === status)
    .sort((left, right) => {
      const [a, b] = [left[orderField], right[orderField]]
      if (a !== b) return a < b ? -sign : sign
      return left.clusterId < right.clusterId ? -1 : 1
    })
  return { totalCount: matches.length, clusters: matches.slice(offset, offset + limit) }
}

const CreateCluster: Handler<typeof contract.CreateCluster> = (params, context) => {
  const { world, now, region, random } = context
  const vpc = vpcIn(context, params.vpcId)
  checkCidrForm(params.clusterCIDR)
  if (params.ignoreClusterCIDRConflict === 0) checkCidrConflict(context, params.clusterCIDR, vpc)
  const subnet = checkPurchase(context, params, vpc.unVpcId)
  checkClusterQuota(context)
  const id = unusedId(world, 'cluster', 'cls', random)
  checkNodeQuota(context, id, params.goodsNum)
  const fails = params.clusterName === failingName
  const cluster: Cluster = {
    id,
    region: region.long,
    name: params.clusterName,
    description: params.clusterDesc ?? '',
    cidr: params.clusterCIDR,
    unVpcId: vpc.unVpcId,
    os: params.osName,
    k8sVersion,
    projectId: 0,
    createdAt: now,
    updatedAt: now,
    readyAt: now,
    failed: fails,
  }
  const nodes = fails ? [] : purchase(context, cluster, params, subnet)
  const joined = nodes.reduce((last, node) => Math.max(last, node.readyAt), now)
  const readyAt = joined + randomDuration('controlPlaneStart', context)
  world.put('cluster', { ...cluster, readyAt, wakeAt: readyAt })
  for (const name of builtInNamespaces) world.put('namespace', newNamespace(id, name, '', now))
  const requestId = startTask(world, {
    action: 'CreateCluster',
    startedAt: now,
    doneAt: readyAt,
    fails,
  })
  return { requestId, clusterId: id }
}

/**
 * Also deletes the services of the cluster; whether a machine is returned depends on its billing
 * mode (集群相关接口/删除集群).
 */
const DeleteCluster: Handler<typeof contract.DeleteCluster> = (params, context) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  for (const service of world.ownedBy('service', cluster.id)) {
    if (service.deletionEndsAt === undefined) deleteService(world, service, now, context)
  }
  const services = world.ownedBy('service', cluster.id)
  const deletionEndsAt = lastDeletion(services, now + randomDuration('clusterDeletion', context))
  for (const node of world.ownedBy('node', cluster.id)) {
    const machine = world.get('machine', node.id)
    if (machine) {
      const returned = isReturned(machine, params.nodeDeleteMode)
      world.put('machine', { ...machine, returned })
    }
    world.put('node', { ...node, deletionEndsAt, wakeAt: deletionEndsAt })
  }
  world.put('cluster', { ...cluster, deletionEndsAt, wakeAt: deletionEndsAt, updatedAt: now })
  return {
    requestId: startTask(world, {
      action: 'DeleteCluster',
      startedAt: now,
      doneAt: deletionEndsAt,
    }),
  }
}

export const clusters: Handlers<typeof contract> = {
  DescribeCluster,
  CreateCluster,
  DeleteCluster,
  DescribeClusterInstances,
  AddClusterInstances,
  DeleteClusterInstances,
  AddClusterInstancesFromExistedCvm,
  ModifyClusterNodeLabel,
}
