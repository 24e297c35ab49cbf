import { invalid, notFound } from '../../apiError'
import type { CallContext, Handlers } from '../../backend'
import type { Cluster } from '../clusters/cluster'
import { type Clusters, clusterIn } from '../clusters/find'
import { nodeIn, patchNode } from '../clusters/nodes'
import type { Node } from '../objects/node'
import type { Pod } from '../objects/pod'
import { controllerOf, evictablePods } from './evictable'
import type { TaskKind, TaskStore } from './ports'

const cordon = { spec: { unschedulable: true } }

export function nodeTasks(clusters: Clusters, tasks: TaskStore, wake: () => void) {
  /** Cordons nodes and starts a task for them; returns its ID. */
  async function startTask(
    kind: TaskKind,
    cluster: Cluster,
    nodes: readonly Node[],
    { now }: CallContext,
  ): Promise<number> {
    for (const node of nodes) await patchNode(cluster, node, cordon)
    const requestId = await tasks.add({
      clusterId: cluster.id,
      kind,
      nodes: nodes.map(({ metadata: { name, uid } }) => ({ name, uid })),
      startedAt: now,
    })
    wake()
    return requestId
  }

  /** The ID of a drain of the node that is in progress. */
  async function drainOf({ metadata }: Node): Promise<number | undefined> {
    const running = await tasks.running()
    return running.find(
      ({ kind, nodes }) => kind === 'drain' && nodes.some(({ uid }) => uid === metadata.uid),
    )?.requestId
  }

  return {
    DrainClusterNode: async ({ ClusterId, InstanceId, DryRun }, context) => {
      const cluster = clusterIn(clusters, ClusterId, context)
      const node = await nodeIn(cluster, InstanceId, context)
      await cluster.cache.ready(['pods'], context)
      const pods = evictablePods(cluster.cache, node)
      const addresses = node.status.addresses ?? []
      const NodeIp = addresses.find(({ type }) => type === 'InternalIP')?.address ?? ''
      const Pods = pods.map(({ metadata }: Pod) => ({
        Name: metadata.name,
        Namespace: metadata.namespace,
        NodeIp,
        OwnerKind: controllerOf(metadata)?.kind ?? '',
      }))
      if (DryRun === 1) return { Pods }
      const requestId =
        (await drainOf(node)) ?? (await startTask('drain', cluster, [node], context))
      return { Pods, requestId }
    },

    DeleteClusterInstances: async ({ clusterId, instanceIds, nodeDeleteMode }, context) => {
      const cluster = clusterIn(clusters, clusterId, context)
      if (nodeDeleteMode !== 'RemoveOnly') {
        throw invalid(
          'nodeDeleteMode',
          'must be RemoveOnly: Kubernetes can remove nodes, but not return their machines',
        )
      }
      const ids = [...new Set(instanceIds)]
      const nodes = await Promise.all(ids.map((id) => nodeIn(cluster, id, context)))
      return { requestId: await startTask('remove', cluster, nodes, context) }
    },

    DescribeClusterTaskResult: async ({ requestId }) => {
      const task = await tasks.find(requestId)
      if (!task) throw notFound('Task', String(requestId))
      const { state, reason } = task
      return { status: state, ...(reason !== '' && { reason }) }
    },
  } satisfies Handlers
}
