import { notFound } from '../../cloud/apiError'
import type { Backend } from '../../cloud/backend'

/** The smallest useful backend: one cluster whose namespaces are names in a set. */
export function namespaceBackend(clusterId: string, names = new Set(['default'])): Backend {
  const inCluster = (params: { clusterId: string }) => {
    if (params.clusterId !== clusterId) throw notFound('Cluster', params.clusterId)
  }
  return {
    unavailable: { CreateCluster: 'notOnBareCluster', GetTagList: 'noRegistry' },
    handlers: {
      DescribeClusterNameSpaces: async (params) => {
        inCluster(params)
        const facts = {
          status: 'Active',
          description: '',
          createdAt: '2026-11-29 16:29:10',
        } as const
        const namespaces = [...names].map((name) => ({ name, ...facts }))
        return { totalCount: names.size, namespaces }
      },
      CreateClusterNamespace: async (params) => {
        inCluster(params)
        names.add(params.name)
        return {}
      },
    },
  }
}
