import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { clusterIdOf } from './own'

const ownNode = (context: Context) => ({
  clusterId: clusterIdOf(context),
  instanceId: requirePresent(context.own.node, 'no node was given by --node or bought'),
})

async function nodeOf(context: Context) {
  const { clusterId, instanceId } = ownNode(context)
  const { nodes } = await context.api.ok('DescribeClusterInstances', { clusterId, limit: 100 })
  return requirePresent(
    nodes.find((node) => node.instanceId === instanceId),
    `${instanceId} is not among the first 100 nodes`,
  )
}

/** Changes of a node; each check undoes its change at the end. */
export const nodeChanges: readonly Check[] = [
  ...checksOf('ModifyClusterNodeLabel', {
    'replaces the labels of users': async (context) => {
      const { api } = context
      const params = ownNode(context)
      const previousLabels = (await nodeOf(context)).labels
      const set = (labels: { key: string; value: string }[]) =>
        api.ok('ModifyClusterNodeLabel', { ...params, labels })
      await set([{ key: 'gantry-a', value: '1' }])
      await set([{ key: 'gantry-b', value: '2' }])
      const changedLabels = (await nodeOf(context)).labels
      await set([])
      const emptiedLabels = (await nodeOf(context)).labels
      // The API document lists no labels in the response, so an endpoint may omit them.
      requirePresent(previousLabels, 'the endpoint answers no labels of nodes')
      expectThat(changedLabels?.['gantry-b'] === '2', 'gantry-b=2', changedLabels)
      expectThat(changedLabels?.['gantry-a'] === undefined, 'no gantry-a', changedLabels)
      expectThat(emptiedLabels?.['gantry-b'] === undefined, 'no gantry-b', emptiedLabels)
    },
  }),

  ...checksOf('ModifyClusterNodeSchedulable', {
    'cordons and uncordons a node': async (context) => {
      const { clusterId, instanceId } = ownNode(context)
      const set = async (unschedulable: 0 | 1) => {
        const params = { clusterId, instanceIds: [instanceId], unschedulable }
        await context.api.ok('ModifyClusterNodeSchedulable', params)
        return (await nodeOf(context)).unschedulable
      }
      const [cordoned, uncordoned] = [await set(1), await set(0)]
      expectThat(cordoned === true, 'unschedulable true', cordoned)
      expectThat(uncordoned === false, 'unschedulable false', uncordoned)
    },
  }),

  ...checksOf('DrainClusterNode', {
    'a dry run changes nothing': async (context) => {
      const { clusterId, instanceId } = ownNode(context)
      await context.api.ok('DrainClusterNode', { ClusterId: clusterId, InstanceId: instanceId })
      const { unschedulable } = await nodeOf(context)
      expectThat(unschedulable !== true, 'unschedulable false', unschedulable)
    },
  }),
]
