import type { ActionName } from '../../../../src/contract/index'
import type { Right } from './right'

const right = (verb: Right['verb'], group: string, resource: string): Right => ({
  verb,
  group,
  resource,
  isNamespaced: resource !== 'nodes' && resource !== 'namespaces',
})

const listAndWatch = (group: string, resource: string) => [
  right('list', group, resource),
  right('watch', group, resource),
]

const nodes = listAndWatch('', 'nodes')
const namespaces = listAndWatch('', 'namespaces')
const pods = listAndWatch('', 'pods')
const events = listAndWatch('', 'events')

/** Rights without which no service can be shown. */
const workloads = [
  ...listAndWatch('apps', 'deployments'),
  ...listAndWatch('apps', 'replicasets'),
  ...pods,
  ...listAndWatch('', 'services'),
]
const patchDeployments = [...workloads, right('patch', 'apps', 'deployments')]
const patchNodes = [...nodes, right('patch', '', 'nodes')]

const drain = [
  ...patchNodes,
  right('get', '', 'nodes'),
  ...pods,
  right('create', '', 'pods/eviction'),
]

/**
 * The rights that each action needs. An action is refused without a call if the account lacks one
 * of these rights in every namespace.
 */
export const needs: { readonly [N in ActionName]?: readonly Right[] } = {
  DescribeCluster: [],
  DescribeClusterInstances: nodes,
  ModifyClusterNodeLabel: patchNodes,
  ModifyClusterNodeSchedulable: patchNodes,
  DrainClusterNode: drain,
  DeleteClusterInstances: [...drain, right('delete', '', 'nodes')],
  DescribeClusterTaskResult: [],
  ModifyClusterAttributes: [...namespaces, right('patch', '', 'namespaces')],
  DescribeClusterRequestLimitInfo: [...nodes, ...pods, ...listAndWatch('apps', 'replicasets')],
  CheckClusterCIDR: [...nodes, ...listAndWatch('', 'services')],
  DescribeZones: nodes,
  DescribeInstances: nodes,
  DescribeCbsStorages: [...nodes, ...pods, right('list', '', 'persistentvolumeclaims')],
  DescribeVpcEx: [],
  DescribeSubnetEx: [],
  DescribeSecurityGroupEx: [],
  DescribeKeyPairs: [],
  DescribeProject: [],
  DescribeClusterNameSpaces: namespaces,
  CreateClusterNamespace: [right('create', '', 'namespaces')],
  DeleteClusterNamespace: [...namespaces, right('delete', '', 'namespaces')],
  ModifyNamespaceDescription: [right('patch', '', 'namespaces')],
  DescribeClusterService: workloads,
  DescribeClusterServiceInfo: workloads,
  DescribeClusterServiceText: [...workloads, right('get', 'apps', 'deployments')],
  DescribeServiceEvent: [...workloads, ...events],
  DescribeServiceInstance: workloads,
  DescribeInstanceLog: [...workloads, right('get', '', 'pods/log')],
  DeleteInstances: [...workloads, right('delete', '', 'pods')],
  CreateClusterService: [...workloads, right('create', 'apps', 'deployments')],
  DeleteClusterService: [...workloads, right('delete', 'apps', 'deployments')],
  ModifyClusterService: patchDeployments,
  ModifyClusterServiceImage: patchDeployments,
  ModifyServiceDescription: patchDeployments,
  ModifyServiceLabels: patchDeployments,
  ModifyServiceReplicas: patchDeployments,
  PauseClusterService: patchDeployments,
  ResumeClusterService: patchDeployments,
  RollBackClusterService: patchDeployments,
  RedeployClusterService: patchDeployments,
}

/** All rights that actions need, without duplicates. */
export const requiredRights: readonly Right[] = [
  ...new Map(
    [...Object.values(needs).flat(), ...events].map((item) => [
      `${item.verb} ${item.group}/${item.resource}`,
      item,
    ]),
  ).values(),
]
