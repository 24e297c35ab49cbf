import type { ResponseOf } from '../action'
import type { DescribeCluster, DescribeClusterInstances } from '../actions/clusters/clusters'
import type { DescribeServiceInstance } from '../actions/services/instances'
import type {
  DescribeClusterService,
  DescribeClusterServiceInfo,
  DescribeServiceEvent,
} from '../actions/services/services'

/** The fields of the API's responses that rules read; tests and the inventory need no others. */

type InstanceOf = ResponseOf<typeof DescribeServiceInstance>['instances'][number]

export type Container = InstanceOf['containers'][number]

export type Instance = Pick<
  InstanceOf,
  'name' | 'status' | 'reason' | 'nodeIp' | 'restartCount' | 'createdAt' | 'containers'
>

/** An event of the API, or an earlier one that the console has observed. */
export type Event = Omit<ResponseOf<typeof DescribeServiceEvent>['eventList'][number], 'level'> & {
  level: string
}

export type Service = Pick<
  ResponseOf<typeof DescribeClusterService>['services'][number],
  | 'serviceName'
  | 'status'
  | 'reasonMap'
  | 'srcReasonMap'
  | 'currentReplicas'
  | 'desiredReplicas'
  | 'lbStatus'
>

/** Settings of a container: its requests and health checks. */
export type ContainerSettings = Pick<
  ResponseOf<typeof DescribeClusterServiceInfo>['service']['containers'][number],
  'containerName' | 'cpu' | 'memory' | 'memoryLimits' | 'liveProbe' | 'readyProbe'
>

type NodeOf = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

export type Node = Pick<
  NodeOf,
  | 'instanceId'
  | 'instanceName'
  | 'lanIp'
  | 'cpu'
  | 'mem'
  | 'isNormal'
  | 'abnormalReason'
  | 'cvmState'
  | 'createdAt'
  | 'unschedulable'
  | 'conditions'
>

export type Cluster = Pick<
  ResponseOf<typeof DescribeCluster>['clusters'][number],
  'clusterId' | 'status' | 'nodeStatus' | 'nodeNum'
>

/** The last lines of a container's log. */
export interface Log {
  instance: string
  container: string
  lines: readonly string[]
}

/** Facts about a service. Absent ones were not read: rules then say less, and never guess. */
export interface ServiceFacts {
  service: Service
  instances: readonly Instance[]
  events: readonly Event[]
  nodes: readonly Node[]
  containers?: readonly ContainerSettings[] | undefined
  logs?: readonly Log[] | undefined
  cluster?: Pick<Cluster, 'clusterId' | 'status'> | undefined
  /** The current time in milliseconds; without it, nothing counts as stuck. */
  now?: number | undefined
}

export interface InstanceFacts extends Omit<ServiceFacts, 'service' | 'instances' | 'cluster'> {
  instance: Instance
}

export interface NodeFacts {
  node: Node
  /** The console's record of when the node became abnormal. */
  events?: readonly Event[] | undefined
  /** The current time in milliseconds; without it, a node that is not ready never counts as new. */
  now?: number | undefined
}

export interface ClusterFacts {
  cluster: Cluster
  nodes?: readonly Node[] | undefined
  /** See `NodeFacts`. */
  now?: number | undefined
}
