import type * as contract from '../../../../../src/contract/actions/clusters/undocumentedActions'
import { checkCidrForm } from '../../../cidrForm'
import type { Handlers } from '../../handler'
import { evictPods } from '../../lifecycle/pod/pod'
import { wakeWaiting } from '../../lifecycle/service/wake'
import { clusterIn } from '../../refusals'
import { DescribeInstanceLog } from '../services/instanceLog'
import { checkCidrConflict, vpcIn } from './cidr'
import { namespaceIn } from './namespaces'
import { nodeIn } from './nodes'
import { DescribeClusterRequestLimitInfo } from './requests'

export const undocumentedClusterActions: Handlers<typeof contract> = {
  DescribeClusterRequestLimitInfo,
  DescribeInstanceLog,

  CheckClusterCIDR: ({ vpcId, clusterCIDR }, context) => {
    const vpc = vpcIn(context, vpcId)
    checkCidrForm(clusterCIDR)
    checkCidrConflict(context, clusterCIDR, vpc)
    return {}
  },

  ModifyClusterAttributes: ({ clusterId, clusterName, clusterDesc }, context) => {
    const cluster = clusterIn(context, clusterId)
    context.world.put('cluster', {
      ...cluster,
      name: clusterName ?? cluster.name,
      description: clusterDesc ?? cluster.description,
      updatedAt: context.now,
    })
    return {}
  },

  ModifyClusterNodeSchedulable: ({ clusterId, instanceIds, unschedulable }, context) => {
    const { world, now } = context
    const cluster = clusterIn(context, clusterId)
    const nodes = instanceIds.map((id) => nodeIn(context, cluster, id))
    for (const node of nodes) world.put('node', { ...node, unschedulable: unschedulable === 1 })
    wakeWaiting(world, cluster.id, now)
    return {}
  },

  /** Cordons the node first, so that the evicted instances are not scheduled on it again. */
  DrainClusterNode: ({ ClusterId, InstanceId, DryRun }, context) => {
    const { world, now } = context
    const cluster = clusterIn(context, ClusterId)
    const node = nodeIn(context, cluster, InstanceId)
    const pods = world
      .ownedBy('service', cluster.id)
      .flatMap((service) => world.ownedBy('pod', service.id))
      .filter((pod) => pod.assignment?.nodeId === node.id && pod.stoppingAt === undefined)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    if (DryRun === 0) {
      world.put('node', { ...node, unschedulable: true })
      evictPods(world, node.id, now, context)
    }
    const NodeIp = node.facts.lanIp
    return {
      Pods: pods.map(({ name, namespace }) => ({ Name: name, Namespace: namespace, NodeIp })),
    }
  },

  ModifyNamespaceDescription: ({ clusterId, name, description }, context) => {
    const cluster = clusterIn(context, clusterId)
    const namespace = namespaceIn(context, cluster.id, name)
    context.world.put('namespace', { ...namespace, description })
    return {}
  },
}
