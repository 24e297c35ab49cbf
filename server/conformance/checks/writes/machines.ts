import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { missingNode } from '../own'
import { clusterSettings, leastMachine } from '../parameters'

/** A machine in the first subnet of the region's first VPC. */
async function machineFor({ api }: Context) {
  const { data: vpcs } = await api.ok('DescribeVpcEx', { limit: 1 })
  const { unVpcId } = requirePresent(vpcs[0], 'there is no VPC')
  const { data: subnets } = await api.ok('DescribeSubnetEx', { vpcId: unVpcId })
  const subnet = requirePresent(subnets[0], 'there is no subnet')
  const network = { vpcId: unVpcId, subnetId: subnet.unSubnetId, zoneId: String(subnet.zoneId) }
  return { ...leastMachine, ...network }
}

async function clusterOf({ api, own }: Context) {
  const clusterIds = [requirePresent(own.clusterId, 'the run has no cluster')]
  return (await api.ok('DescribeCluster', { clusterIds })).clusters[0]
}

async function nodesOf({ api, own }: Context) {
  const clusterId = requirePresent(own.clusterId, 'the run has no cluster')
  const { nodes } = await api.ok('DescribeClusterInstances', { clusterId, limit: 100 })
  return nodes.map((node) => node.instanceId)
}

/** Waits until the cluster runs with this number of nodes. */
const awaitRunning = (context: Context, nodeNum: number) =>
  context.api.until(
    `the cluster to be Running with ${nodeNum} nodes`,
    async () => {
      const cluster = await clusterOf(context)
      return { status: cluster?.status, nodeNum: cluster?.nodeNum }
    },
    (cluster) => cluster.status === 'Running' && cluster.nodeNum === nodeNum,
  )

const awaitTask = ({ api }: Context, requestId: number) =>
  api.until(
    `task ${requestId} to succeed`,
    async () => (await api.ok('DescribeClusterTaskResult', { requestId })).status,
    (status) => status === 'succ',
  )

const ownCluster = ({ own }: Context) => ({
  clusterId: requirePresent(own.clusterId, 'the run has no cluster'),
})

export const clusterPurchase: readonly Check[] = [
  ...checksOf('CreateCluster', {
    'a new cluster is listed and comes to run': async (context) => {
      const { api, own } = context
      const params = { ...(await machineFor(context)), ...clusterSettings(context.own.name) }
      const { clusterId, requestId } = await api.ok('CreateCluster', params)
      own.clusterId = clusterId
      own.requestId = requestId
      const newCluster = await clusterOf(context)
      expectThat(newCluster?.clusterName === own.name, own.name, newCluster)
      await awaitRunning(context, 1)
      const byName = await api.ok('DescribeCluster', { clusterName: own.name })
      const ids = byName.clusters.map((cluster) => cluster.clusterId)
      expectThat(ids.join() === own.clusterId, `only ${own.clusterId}`, ids)
    },
  }),

  ...checksOf('DescribeClusterTaskResult', {
    'the task of a creation succeeds': async (context) => {
      await awaitTask(context, requirePresent(context.own.requestId, 'there is no task'))
    },
  }),

  ...checksOf('AddClusterInstances', {
    'adds a machine by default': async (context) => {
      const { vpcId: _vpc, ...machine } = await machineFor(context)
      const params = { ...machine, ...ownCluster(context) }
      const { instanceIds, requestId } = await context.api.ok('AddClusterInstances', params)
      expectThat(instanceIds.length === 1, 'one instanceId', instanceIds)
      await awaitTask(context, requestId)
      await awaitRunning(context, 2)
      const nodes = await nodesOf(context)
      expectThat(nodes.includes(instanceIds[0] ?? ''), `${instanceIds[0]} among the nodes`, nodes)
      context.own.node = instanceIds[0]
    },
  }),

  ...checksOf('ModifyClusterAttributes', {
    'changes the description': async (context) => {
      const params = { ...ownCluster(context), clusterDesc: '@第二' }
      await context.api.ok('ModifyClusterAttributes', params)
      const foundDescription = (await clusterOf(context))?.description
      expectThat(foundDescription === '@第二', '@第二', foundDescription)
    },
  }),

  ...checksOf('UpdateInstanceBandwidthHour', {
    'accepts another bandwidth': async (context) => {
      ownCluster(context)
      const instanceId = requirePresent(context.own.node, 'the run has no node')
      await context.api.ok('UpdateInstanceBandwidthHour', { instanceId, bandwidth: 2 })
    },
  }),
]

export const machineReturns: readonly Check[] = [
  ...checksOf('DeleteClusterInstances', {
    'removes a node; RemoveOnly keeps its machine': async (context) => {
      const instanceId = requirePresent(context.own.node, 'the run has no node')
      const params = { ...ownCluster(context), instanceIds: [instanceId] }
      const { requestId } = await context.api.ok('DeleteClusterInstances', {
        ...params,
        nodeDeleteMode: 'RemoveOnly',
      })
      await awaitTask(context, requestId)
      await awaitRunning(context, 1)
      const nodes = await nodesOf(context)
      expectThat(!nodes.includes(instanceId), `no ${instanceId} among the nodes`, nodes)
    },
  }),

  ...checksOf('AddClusterInstancesFromExistedCvm', {
    'adds a machine that left, and names one that does not exist': async (context) => {
      const instanceId = requirePresent(context.own.node, 'the run has no machine')
      const answer = await context.api.ok('AddClusterInstancesFromExistedCvm', {
        ...ownCluster(context),
        instanceIds: [instanceId, missingNode],
      })
      const failed = answer.faliInstanceIds.map((failedInstance) => failedInstance.instanceId)
      expectThat(failed.join() === missingNode, `faliInstanceIds with ${missingNode}`, failed)
      const { succInstanceIds } = answer
      expectThat(succInstanceIds.join() === instanceId, instanceId, succInstanceIds)
      await awaitRunning(context, 2)
    },
  }),

  ...checksOf('DeleteCluster', {
    'a deleted cluster is Deleting, and then no longer listed': async (context) => {
      const { clusterId } = ownCluster(context)
      const { api } = context
      const { requestId } = await api.ok('DeleteCluster', { clusterId, nodeDeleteMode: 'Return' })
      const deletedCluster = await clusterOf(context)
      const isLeaving = deletedCluster === undefined || deletedCluster.status === 'Deleting'
      expectThat(isLeaving, 'Deleting, or no cluster', deletedCluster?.status)
      await awaitTask(context, requestId)
      await api.until(
        'no cluster',
        () => clusterOf(context),
        (cluster) => cluster === undefined,
      )
      context.own.exists.delete('cluster')
    },
  }),
]
