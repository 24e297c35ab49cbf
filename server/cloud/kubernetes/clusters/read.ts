import type { Handlers } from '../../backend'
import { beijingTime } from '../../beijingTime'
import { annotationNames } from '../annotations'
import { type KubernetesObject, timeOf } from '../objects/meta'
import { clusterView } from './clusterView'
import { type Clusters, clusterIn, inRegion } from './find'
import { nodeView } from './nodeView'

const oldestFirst = ({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject) =>
  timeOf(a.creationTimestamp) - timeOf(b.creationTimestamp) || (a.name < b.name ? -1 : 1)

export const clusterReads = (clusters: Clusters) =>
  ({
    DescribeCluster: async (params, context) => {
      const { clusterIds, clusterName, status, orderField, orderType, offset, limit } = params
      const sign = orderType === 'asc' ? 1 : -1
      const requestedClusters = inRegion(clusters, context).filter(
        (cluster) => !clusterIds || clusterIds.some(cluster.isCalled),
      )
      // Don't fail if a cluster does not respond: it is listed as Abnormal.
      await Promise.all(
        requestedClusters.map(({ cache }) =>
          Promise.all([
            cache.ready(['nodes'], context).catch(() => undefined),
            cache.ready(['namespaces'], context).catch(() => undefined),
          ]),
        ),
      )
      const matches = requestedClusters
        .map((cluster) => clusterView(cluster, context.region))
        .filter((cluster) => !clusterName || cluster.clusterName.includes(clusterName))
        .filter((cluster) => !status || cluster.status === status)
        .sort((left, right) => {
          const [a, b] = [left[orderField], right[orderField]]
          if (a !== b) return a < b ? -sign : sign
          return left.clusterId < right.clusterId ? -1 : 1
        })
      return { totalCount: matches.length, clusters: matches.slice(offset, offset + limit) }
    },

    DescribeClusterInstances: async ({ clusterId, offset, limit }, context) => {
      const { cache } = clusterIn(clusters, clusterId, context)
      await cache.ready(['nodes'], context)
      const nodes = cache.nodes.all().sort(oldestFirst)
      return {
        totalCount: nodes.length,
        nodes: nodes.slice(offset, offset + limit).map(nodeView),
      }
    },

    DescribeClusterNameSpaces: async ({ clusterId }, context) => {
      const { cache } = clusterIn(clusters, clusterId, context)
      await cache.ready(['namespaces'], context)
      const namespaces = cache.namespaces
        .all()
        .sort(oldestFirst)
        .map(({ metadata, status }) => ({
          name: metadata.name,
          status: status.phase === 'Terminating' ? ('Terminating' as const) : ('Active' as const),
          description: metadata.annotations?.[annotationNames.description] ?? '',
          // Empty for a namespace that the account may use but not read.
          createdAt: metadata.creationTimestamp
            ? beijingTime(timeOf(metadata.creationTimestamp))
            : '',
        }))
      return { totalCount: namespaces.length, namespaces }
    },
  }) satisfies Handlers
