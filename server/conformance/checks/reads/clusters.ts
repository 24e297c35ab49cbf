import { expectThat, requirePresent } from '../../outcomes'
import { type Context, checksOf } from '../check'

const clusterOf = ({ world }: Context) => requirePresent(world.cluster, 'there is no cluster')

const isSorted = (values: readonly string[]) =>
  values.every((value, index) => index === 0 || (values[index - 1] ?? '') <= value)

export const clusterReads = [
  ...checksOf('DescribeCluster', {
    'clusterIds selects clusters': async (context) => {
      const { clusterId } = clusterOf(context)
      const { clusters, totalCount } = await context.api.ok('DescribeCluster', {
        clusterIds: [clusterId],
      })
      const ids = clusters.map((cluster) => cluster.clusterId)
      expectThat(ids.length === 1 && ids[0] === clusterId, `only ${clusterId}`, ids)
      expectThat(totalCount === 1, 'a total of 1', totalCount)
    },
    'an unknown ID selects none': async ({ api }) => {
      const { clusters } = await api.ok('DescribeCluster', { clusterIds: ['cls-00000000'] })
      expectThat(clusters.length === 0, 'no cluster', clusters)
    },
    'clusterName selects clusters': async (context) => {
      const { clusterId, clusterName } = clusterOf(context)
      const { clusters } = await context.api.ok('DescribeCluster', { clusterName })
      expectThat(
        clusters.some((cluster) => cluster.clusterId === clusterId),
        `${clusterId} among the clusters named ${clusterName}`,
        clusters,
      )
      const none = await context.api.ok('DescribeCluster', { clusterName: 'gantry-missing' })
      expectThat(none.clusters.length === 0, 'no cluster named gantry-missing', none.clusters)
    },
    'status selects clusters': async (context) => {
      const { status } = clusterOf(context)
      const withStatus = await context.api.ok('DescribeCluster', { status })
      const mismatched = withStatus.clusters.find((cluster) => cluster.status !== status)
      expectThat(
        withStatus.clusters.length > 0 && !mismatched,
        `clusters that are ${status}`,
        mismatched,
      )
      const otherStatus = status === 'Isolated' ? 'Upgrading' : 'Isolated'
      const withOtherStatus = await context.api.ok('DescribeCluster', { status: otherStatus })
      const unexpected = withOtherStatus.clusters.find((cluster) => cluster.status !== otherStatus)
      expectThat(!unexpected, `clusters that are ${otherStatus}`, unexpected)
    },
    'orderField and orderType order clusters': async (context) => {
      clusterOf(context)
      for (const orderField of ['clusterId', 'clusterName', 'createdAt', 'updatedAt'] as const) {
        const valuesBy = async (orderType: 'asc' | 'desc') => {
          const { clusters } = await context.api.ok('DescribeCluster', {
            orderField,
            orderType,
            limit: 100,
          })
          return clusters.map((cluster) => cluster[orderField])
        }
        const rising = await valuesBy('asc')
        expectThat(isSorted(rising), `ascending ${orderField}`, rising)
        const falling = await valuesBy('desc')
        expectThat(isSorted(falling.toReversed()), `descending ${orderField}`, falling)
      }
    },
    'counts the nodes of a cluster': async (context) => {
      const { clusterId } = clusterOf(context)
      const { clusters } = await context.api.ok('DescribeCluster', { clusterIds: [clusterId] })
      const { totalCount } = await context.api.ok('DescribeClusterInstances', { clusterId })
      expectThat(clusters[0]?.nodeNum === totalCount, `nodeNum ${totalCount}`, clusters[0]?.nodeNum)
    },
  }),

  ...checksOf('DescribeClusterInstances', {
    'lists each node once': async (context) => {
      const { clusterId } = clusterOf(context)
      const { nodes } = await context.api.ok('DescribeClusterInstances', { clusterId, limit: 100 })
      requirePresent(nodes[0], 'there is no node')
      const ids = nodes.map((node) => node.instanceId)
      expectThat(new Set(ids).size === ids.length, 'distinct instanceIds', ids)
    },
    'a normal node has no reason, an abnormal one has': async (context) => {
      const { clusterId } = clusterOf(context)
      const { nodes } = await context.api.ok('DescribeClusterInstances', { clusterId, limit: 100 })
      const inconsistent = nodes.find(
        (node) => (node.isNormal === 1) !== (node.abnormalReason === ''),
      )
      expectThat(
        inconsistent === undefined,
        'abnormalReason where isNormal is 0, and nowhere else',
        inconsistent,
      )
    },
  }),

  ...checksOf('DescribeClusterNameSpaces', {
    'counts its rows, default among them': async (context) => {
      const { clusterId } = clusterOf(context)
      const { namespaces, totalCount } = await context.api.ok('DescribeClusterNameSpaces', {
        clusterId,
      })
      expectThat(totalCount === namespaces.length, `a total of ${namespaces.length}`, totalCount)
      const names = namespaces.map((namespace) => namespace.name)
      expectThat(names.includes('default'), 'the namespace default', names)
    },
  }),
]
