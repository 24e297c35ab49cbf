import {
  DescribeCluster,
  DescribeClusterInstances,
} from '../../../src/contract/actions/clusters/clusters'
import { DescribeClusterNameSpaces } from '../../../src/contract/actions/clusters/namespaces'
import { DrainClusterNode } from '../../../src/contract/actions/clusters/undocumentedActions'
import { isSince, type Observation, type Observed, unlessNotFound } from './observation'

/** A cluster has at most 20 nodes. */
const allNodes = 100

const clusterOf = async ({ task, ask }: Observed) => {
  const { clusterId } = task.subject
  if (clusterId === undefined) return undefined
  const answer = await unlessNotFound(ask(DescribeCluster, { clusterIds: [clusterId] }))
  return answer?.clusters.find((one) => one.clusterId === clusterId)
}

const nodesOf = async ({ task, ask }: Observed) => {
  const { clusterId = '' } = task.subject
  const answer = await unlessNotFound(
    ask(DescribeClusterInstances, { clusterId, offset: 0, limit: allNodes }),
  )
  return answer?.nodes
}

const byStatus = (status: string): Observation => {
  if (status === 'Abnormal') return { state: 'failed', reason: 'abnormal' }
  return { state: status === 'Running' ? 'done' : 'running' }
}

/** Without a response, a new cluster is recognized by its name and its creation time. */
export async function createdCluster(seen: Observed): Promise<Observation> {
  const { task, ask } = seen
  if (task.subject.clusterId !== undefined) {
    const cluster = await clusterOf(seen)
    return cluster ? byStatus(cluster.status) : { state: 'failed', reason: 'gone' }
  }
  const { clusterName = '' } = task.subject
  const { clusters } = await ask(DescribeCluster, { clusterName, orderField: 'createdAt' })
  const cluster = clusters.find(
    (one) => one.clusterName === clusterName && isSince(one.createdAt, task),
  )
  if (!cluster) return { state: 'untouched' }
  return { ...byStatus(cluster.status), clusterId: cluster.clusterId }
}

export async function deletedCluster(seen: Observed): Promise<Observation> {
  const cluster = await clusterOf(seen)
  if (!cluster) return { state: 'done' }
  return { state: cluster.status === 'Deleting' ? 'running' : 'untouched' }
}

/**
 * Purchased or added nodes: those named in the response, or those created since the task started.
 */
export async function addedNodes(seen: Observed): Promise<Observation> {
  const nodes = await nodesOf(seen)
  if (!nodes) return { state: 'failed', reason: 'gone' }
  const { instanceIds } = seen.task.subject
  const own = nodes.filter((one) =>
    instanceIds ? instanceIds.includes(one.instanceId) : isSince(one.createdAt, seen.task),
  )
  if (own.length === 0 || own.length < (instanceIds?.length ?? 0)) return { state: 'untouched' }
  return { state: own.every((one) => one.isNormal === 1) ? 'done' : 'running' }
}

export async function removedNodes(seen: Observed): Promise<Observation> {
  const nodes = await nodesOf(seen)
  const wanted = seen.task.subject.instanceIds ?? []
  const left = nodes?.filter((one) => wanted.includes(one.instanceId)) ?? []
  if (left.length === 0) return { state: 'done' }
  const cluster = await clusterOf(seen)
  return { state: cluster?.status === 'Running' ? 'untouched' : 'running' }
}

/**
 * The instances left on a drained node, from a dry run, which changes nothing. A node that is still
 * cordoned may be waiting for a disruption budget.
 */
export async function drainedNode(seen: Observed): Promise<Observation> {
  const { task, ask } = seen
  const { clusterId: ClusterId = '', instanceIds: [InstanceId = ''] = [] } = task.subject
  const answer = await unlessNotFound(ask(DrainClusterNode, { ClusterId, InstanceId, DryRun: 1 }))
  if (!answer || answer.Pods.length === 0) return { state: 'done' }
  const node = (await nodesOf(seen))?.find((one) => one.instanceId === InstanceId)
  return { state: node?.unschedulable ? 'running' : 'untouched' }
}

export async function deletedNamespaces({ task, ask }: Observed): Promise<Observation> {
  const { clusterId = '', names = [] } = task.subject
  const answer = await unlessNotFound(ask(DescribeClusterNameSpaces, { clusterId }))
  const left = answer?.namespaces.filter((one) => names.includes(one.name)) ?? []
  if (left.length === 0) return { state: 'done' }
  return { state: left.some((one) => one.status === 'Terminating') ? 'running' : 'untouched' }
}
