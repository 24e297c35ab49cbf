import {
  DescribeCluster,
  DescribeClusterInstances,
} from '../../../src/contract/actions/clusters/clusters'
import { DescribeClusterNameSpaces } from '../../../src/contract/actions/clusters/namespaces'
import { DrainClusterNode } from '../../../src/contract/actions/clusters/undocumentedActions'
import { mayBeResultOf, type Observation, type ObservedTask, unlessNotFound } from './observation'

/** Page size; a cluster has at most 20 nodes. */
const allNodes = 100

const clusterOf = async ({ task, ask }: ObservedTask) => {
  const { clusterId } = task.subject
  if (clusterId === undefined) return undefined
  const answer = await unlessNotFound(ask(DescribeCluster, { clusterIds: [clusterId] }))
  return answer?.clusters.find((cluster) => cluster.clusterId === clusterId)
}

const nodesOf = async ({ task, ask }: ObservedTask) => {
  const { clusterId = '' } = task.subject
  const answer = await unlessNotFound(
    ask(DescribeClusterInstances, { clusterId, offset: 0, limit: allNodes }),
  )
  return answer?.nodes
}

const observationByStatus = (status: string): Observation => {
  if (status === 'Abnormal') return { state: 'failed', reason: 'abnormal' }
  return { state: status === 'Running' ? 'done' : 'running' }
}

/**
 * Observes a new cluster. Without a response to its creation, the cluster is recognised by its name
 * and creation time.
 */
export async function observeCreatedCluster(seen: ObservedTask): Promise<Observation> {
  const { task, ask } = seen
  if (task.subject.clusterId !== undefined) {
    const cluster = await clusterOf(seen)
    return cluster ? observationByStatus(cluster.status) : { state: 'failed', reason: 'gone' }
  }
  const { clusterName = '' } = task.subject
  const { clusters } = await ask(DescribeCluster, { clusterName, orderField: 'createdAt' })
  const cluster = clusters.find(
    (candidate) =>
      candidate.clusterName === clusterName && mayBeResultOf(candidate.createdAt, task),
  )
  if (!cluster) return { state: 'untouched' }
  return { ...observationByStatus(cluster.status), clusterId: cluster.clusterId }
}

export async function observeDeletedCluster(seen: ObservedTask): Promise<Observation> {
  const cluster = await clusterOf(seen)
  if (!cluster) return { state: 'done' }
  return { state: cluster.status === 'Deleting' ? 'running' : 'untouched' }
}

/**
 * Observes purchased or added nodes: those named in the response, or those created since the task
 * started.
 */
export async function observeAddedNodes(seen: ObservedTask): Promise<Observation> {
  const nodes = await nodesOf(seen)
  if (!nodes) return { state: 'failed', reason: 'gone' }
  const { instanceIds } = seen.task.subject
  const addedNodes = nodes.filter((node) =>
    instanceIds ? instanceIds.includes(node.instanceId) : mayBeResultOf(node.createdAt, seen.task),
  )
  if (addedNodes.length === 0 || addedNodes.length < (instanceIds?.length ?? 0))
    return { state: 'untouched' }
  return { state: addedNodes.every((addedNode) => addedNode.isNormal === 1) ? 'done' : 'running' }
}

export async function observeRemovedNodes(seen: ObservedTask): Promise<Observation> {
  const nodes = await nodesOf(seen)
  const removedIds = seen.task.subject.instanceIds ?? []
  const remainingNodes = nodes?.filter((node) => removedIds.includes(node.instanceId)) ?? []
  if (remainingNodes.length === 0) return { state: 'done' }
  const cluster = await clusterOf(seen)
  return { state: cluster?.status === 'Running' ? 'untouched' : 'running' }
}

/**
 * The instances left on a drained node, from a dry run, which changes nothing. A node that is still
 * cordoned may be waiting for a disruption budget.
 */
export async function observeDrainedNode(seen: ObservedTask): Promise<Observation> {
  const { task, ask } = seen
  const { clusterId: ClusterId = '', instanceIds: [InstanceId = ''] = [] } = task.subject
  const answer = await unlessNotFound(ask(DrainClusterNode, { ClusterId, InstanceId, DryRun: 1 }))
  if (!answer || answer.Pods.length === 0) return { state: 'done' }
  const node = (await nodesOf(seen))?.find((candidate) => candidate.instanceId === InstanceId)
  return { state: node?.unschedulable ? 'running' : 'untouched' }
}

export async function observeDeletedNamespaces({ task, ask }: ObservedTask): Promise<Observation> {
  const { clusterId = '', names = [] } = task.subject
  const answer = await unlessNotFound(ask(DescribeClusterNameSpaces, { clusterId }))
  const remainingNamespaces =
    answer?.namespaces.filter((namespace) => names.includes(namespace.name)) ?? []
  if (remainingNamespaces.length === 0) return { state: 'done' }
  return {
    state: remainingNamespaces.some((namespace) => namespace.status === 'Terminating')
      ? 'running'
      : 'untouched',
  }
}
