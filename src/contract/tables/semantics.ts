import type { ActionName } from '../index'
import { nodePortRange, versionsWithoutAffinity } from './limits'

/**
 * Documented facts about an action in sentences, beyond its schema and the other tables. The source
 * is the action's own section of the API document unless `section` names another.
 */
export interface Semantics {
  says: string
  section?: string
}

const say = (...sentences: string[]): Semantics[] => sentences.map((says) => ({ says }))
const from = (section: string, ...sentences: string[]): Semantics[] =>
  sentences.map((says) => ({ says, section }))

const prepaidStays = 'Prepaid machines are never returned, only removed from the cluster.'
const newService = [
  'accessType None: the service has no ports.',
  `Clusters of version ${versionsWithoutAffinity.join(', ')} don’t support nodeAffinity and podAffinity.`,
  'Affinities are required: an instance that no node satisfies is not scheduled.',
  'Affinity operators: In and NotIn need values, Gt and Lt exactly one number, Exists and DoesNotExist none.',
  'A cloud disk can be mounted on one node only, so a service with one has one instance.',
  'A hostPath volume without a path is a temporary directory, which is deleted with the container.',
  'During delayTime a container with a readiness check counts as not ready.',
]

const nodePorts = from(
  'api-facts.md 6',
  `A node port is from ${nodePortRange.first} to ${nodePortRange.last}.`,
)

const purchase = [
  'Valid combinations of cpu and mem depend on the machine family and the zone.',
  'All disks are basic cloud disks.',
  'The bandwidth is changed later with UpdateInstanceBandwidthHour.',
  'Without password and keyId, the vendor generates a password and sends it by internal message.',
]

export const semantics: Readonly<Partial<Record<ActionName, readonly Semantics[]>>> = {
  DescribeCluster: say('clusterName filters by name.'),
  CreateCluster: say(
    'clusterCIDR must not overlap the CIDR of the VPC or of another cluster in it, unless ignoreClusterCIDRConflict is 1.',
    'All nodes have the operating system osName, including those added later.',
    ...purchase,
  ),
  DeleteCluster: say('Deletes all services of the cluster.', prepaidStays),
  AddClusterInstances: say('The nodes get the operating system of the cluster.', ...purchase),
  DeleteClusterInstances: say(
    'Containers on the nodes are scheduled to other nodes that have room.',
    prepaidStays,
  ),
  AddClusterInstancesFromExistedCvm: say(
    'The machines are reinstalled with the operating system of the cluster.',
    'The machines must be in the VPC of the cluster and in the default project.',
    'Windows machines don’t support keyId.',
  ),

  DescribeClusterService: say('Without namespace, the services of default are returned.'),
  CreateClusterService: [...say(...newService), ...nodePorts],
  ModifyClusterService: [...say(...newService), ...nodePorts],
  DeleteClusterService: from(
    'api-facts.md 5.2',
    'Deletes the instances and the public load balancer of the service.',
  ),
  ModifyServiceDescription: say('An empty or absent description removes it.'),
  DescribeServiceEvent: say(
    'Returns the events of the last hour.',
    'Equal events are merged into one, with their count and the times of the first and the last.',
  ),
  PauseClusterService: say(
    'Outside an update, pausing stops scaling, and later updates don’t start.',
  ),
  RollBackClusterService: say(
    'Restores the configuration before the last update. Only one step back is possible.',
  ),
  RedeployClusterService: say(
    'Pulls the images again and replaces the instances by the current update strategy of the service.',
    'The update strategy of a service that was never modified is RollingUpdate.',
  ),
  ModifyClusterServiceImage: say(
    'image is for services with one container, containers for services with several.',
  ),
  ModifyServiceReplicas: from('api-facts.md 5.2', '0 stops the service.'),

  DeleteClusterNamespace: from(
    'api-facts.md 5.3',
    'Deletes all services in the namespaces.',
    'default and kube-system can’t be deleted.',
  ),

  GetMonitorData: say(
    'Points are a closed interval from startTime to endTime.',
    'endTime must not be before startTime.',
    'The first 12 digits of a container ID are enough.',
    'Flow metrics are the traffic within each period.',
  ),

  SearchUserRepository: say(
    'reponame is matched exactly; without it, all repositories are returned.',
    'Without public, public and private repositories are returned.',
  ),
  GetTagList: say('Tags are ordered by pushTime, descending.', 'tag searches within tag names.'),
  ListTrigger: say('triggerName and reponame are matched exactly.'),
  AddUpdateServiceTrigger: say(
    'invokeExpr is empty for all, tags separated by semicolons for taglist, and a regular expression for regex.',
    'At present invokeSource is always IMAGE_PUSH and invokeAction SERVICE_UPDATE.',
  ),
  SetAutoDelStrategy: say('Tags are deleted when the quota of tags is reached.'),
}
