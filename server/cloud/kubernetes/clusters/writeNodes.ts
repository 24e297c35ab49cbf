import { invalid } from '../../apiError'
import type { Handlers } from '../../backend'
import { type Clusters, clusterIn } from './find'
import { nodeIn, patchNode } from './nodes'
import { isSystemLabel, userLabels } from './nodeView'

export const nodeWrites = (clusters: Clusters) =>
  ({
    ModifyClusterNodeSchedulable: async ({ clusterId, instanceIds, unschedulable }, context) => {
      const cluster = clusterIn(clusters, clusterId, context)
      const nodes = await Promise.all(
        [...new Set(instanceIds)].map((id) => nodeIn(cluster, id, context)),
      )
      const body = { spec: { unschedulable: unschedulable === 1 ? true : null } }
      for (const node of nodes) await patchNode(cluster, node, body)
      return {}
    },

    /** Replaces the labels that users may set; Kubernetes' own labels stay. */
    ModifyClusterNodeLabel: async ({ clusterId, instanceId, labels: requestedLabels }, context) => {
      const cluster = clusterIn(clusters, clusterId, context)
      const node = await nodeIn(cluster, instanceId, context)
      const current = node.metadata.labels ?? {}
      const removals = Object.keys(userLabels(node)).map((key): [string, string | null] => [
        key,
        null,
      ])
      const labels = new Map(removals)
      const seenKeys = new Set<string>()
      for (const [index, { key, value = '' }] of requestedLabels.entries()) {
        const path = `labels.${index}.key`
        if (seenKeys.has(key)) throw invalid(path, `${key} is given twice`)
        if (isSystemLabel(key) && current[key] !== value) {
          throw invalid(path, `${key} is a label of Kubernetes, which cannot be changed`)
        }
        seenKeys.add(key)
        labels.set(key, value)
      }
      await patchNode(cluster, node, { metadata: { labels: Object.fromEntries(labels) } })
      return {}
    },
  }) satisfies Handlers
