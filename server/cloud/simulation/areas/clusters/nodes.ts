import type * as contract from '../../../../../src/contract/actions/clusters/clusters'
import { machineConditions } from '../../../../../src/contract/rules/preconditions'
import { invalid, notFound } from '../../../apiError'
import type { Context, Handler } from '../../handler'
import { isReturned } from '../../lifecycle/cluster/machine'
import {
  faultLabel,
  faultReasons,
  faultsOf,
  joinCluster,
  joinedReasons,
  nodeInfo,
  setFault,
} from '../../lifecycle/cluster/node'
import { startTask } from '../../lifecycle/cluster/task'
import { evictPods } from '../../lifecycle/pod/pod'
import { wakeWaiting } from '../../lifecycle/service/wake'
import { checkNodeQuota, nodesLeft } from '../../quota'
import { clusterIn } from '../../refusals'
import { networkOf } from '../../seed/network'
import { randomDuration } from '../../world/durations'
import type { Cluster, Node } from '../../world/resources'
import { checkPurchase, purchase } from './purchase'

/** The node with this ID in the cluster; throws API error 5000 if it does not exist. */
export function nodeIn({ world }: Context, cluster: Cluster, instanceId: string): Node {
  const node = world.get('node', instanceId)
  if (node?.clusterId !== cluster.id) throw notFound('Instance', instanceId)
  return node
}

const touch = ({ world, now }: Context, cluster: Cluster) =>
  world.put('cluster', { ...cluster, updatedAt: now })

export const DescribeClusterInstances: Handler<typeof contract.DescribeClusterInstances> = (
  { clusterId, offset, limit },
  context,
) => {
  const { world, now } = context
  const nodes = world
    .ownedBy('node', clusterIn(context, clusterId).id)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  return {
    totalCount: nodes.length,
    nodes: nodes.slice(offset, offset + limit).map((node) => nodeInfo(world, node, now)),
  }
}

export const AddClusterInstances: Handler<typeof contract.AddClusterInstances> = (
  params,
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  const subnet = checkPurchase(context, params, cluster.unVpcId)
  checkNodeQuota(context, cluster.id, params.goodsNum)
  const nodes = purchase(context, cluster, params, subnet)
  touch(context, { ...cluster, description: params.clusterDesc ?? cluster.description })
  return {
    instanceIds: nodes.map((node) => node.id),
    requestId: startTask(world, {
      action: 'AddClusterInstances',
      startedAt: now,
      doneAt: Math.max(...nodes.map((node) => node.readyAt)),
    }),
  }
}

/** The instances of a deleted node move to nodes with free capacity (集群相关接口/删除集群节点). */
export const DeleteClusterInstances: Handler<typeof contract.DeleteClusterInstances> = (
  params,
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  const nodes = [...new Set(params.instanceIds)].map((id) => nodeIn(context, cluster, id))
  for (const node of nodes) {
    const machine = world.get('machine', node.id)
    if (machine) {
      const returned = isReturned(machine, params.nodeDeleteMode)
      world.put('machine', { ...machine, returned })
    }
    const deletionEndsAt = now + randomDuration('nodeRemoval', context)
    world.put('node', { ...node, unschedulable: true, deletionEndsAt, wakeAt: deletionEndsAt })
  }
  for (const node of nodes) evictPods(world, node.id, now, context)
  touch(context, cluster)
  const deletionTimes = nodes.map((node) => world.get('node', node.id)?.deletionEndsAt ?? now)
  return {
    requestId: startTask(world, {
      action: 'DeleteClusterInstances',
      startedAt: now,
      doneAt: Math.max(...deletionTimes),
    }),
  }
}

const { statuses } = machineConditions.AddClusterInstancesFromExistedCvm

/**
 * The reason why a machine cannot be added, as worded in api-facts.md 3; undefined if it can be
 * added.
 */
export function unusableReason(context: Context, cluster: Cluster, id: string): string | undefined {
  const machine = context.world.get('machine', id)
  if (machine?.region !== cluster.region) return 'cvm not found'
  if (context.world.get('node', id)) return 'already in Cluster'
  if (machine.unVpcId !== cluster.unVpcId) return 'cvm is not in the VPC of the cluster'
  if (machine.projectId !== 0) return 'cvm is not in the default project'
  if (!statuses.some((status) => status === machine.state)) return 'cvm status error'
  return machine.facts.osImage.startsWith('Windows') ? 'windows and Local disk' : undefined
}

export const AddClusterInstancesFromExistedCvm: Handler<
  typeof contract.AddClusterInstancesFromExistedCvm
> = (params, context) => {
  const { world, now, region } = context
  const cluster = clusterIn(context, params.clusterId)
  const { keyId } = params
  if (
    keyId !== undefined &&
    !networkOf(region.long).keyPairs.some((keyPair) => keyPair.keyId === keyId)
  ) {
    throw notFound('KeyPair', keyId)
  }
  const succInstanceIds: string[] = []
  const faliInstanceIds: { instanceId: string; message: string }[] = []
  for (const id of new Set(params.instanceIds)) {
    const machine = world.get('machine', id)
    const noRoomMessage =
      nodesLeft(context, cluster.id) === 0 ? 'the cluster has no room' : undefined
    const message = unusableReason(context, cluster, id) ?? noRoomMessage
    if (!machine || message !== undefined) {
      faliInstanceIds.push({ instanceId: id, message: message ?? 'cvm not found' })
      continue
    }
    world.put('machine', { ...machine, state: 2 })
    const readyAt = now + randomDuration('nodeJoin', context)
    joinCluster(world, cluster, { ...machine, state: 2 }, { at: now, readyAt })
    succInstanceIds.push(id)
  }
  if (succInstanceIds.length > 0) touch(context, cluster)
  return { succInstanceIds, faliInstanceIds }
}

export const ModifyClusterNodeLabel: Handler<typeof contract.ModifyClusterNodeLabel> = (
  params,
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  const node = nodeIn(context, cluster, params.instanceId)
  const labels = new Map<string, string>()
  for (const [index, { key, value = '' }] of params.labels.entries()) {
    if (labels.has(key)) throw invalid(`labels.${index}.key`, `${key} is given twice`)
    labels.set(key, value)
  }
  const [previousReason, requestedReason] = [node.labels[faultLabel], labels.get(faultLabel)]
  const labelledNode = { ...node, labels: Object.fromEntries(labels) }
  if (previousReason === requestedReason) {
    world.put('node', labelledNode)
    wakeWaiting(world, cluster.id, now)
    return {}
  }
  const isReason = (text: string | undefined) => faultReasons.some((reason) => reason === text)
  const otherReasons = faultsOf(node).filter((fault) => fault !== previousReason)
  const reasons = joinedReasons(
    requestedReason !== undefined && isReason(requestedReason)
      ? [...otherReasons, requestedReason]
      : otherReasons,
  )
  world.put('node', setFault(labelledNode, reasons, now, context))
  return {}
}
