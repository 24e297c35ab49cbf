import type { ResponseOf } from '../../contract/action'
import type {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../contract/actions/services/services'

export type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]
export type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']

/** Cluster, namespace and name of a service. */
export interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

/** Transitional statuses, during which the page refreshes every 3 s. */
export const isMoving = ({
  status,
  currentReplicas,
  desiredReplicas,
  lbStatus,
}: Pick<Summary, 'status' | 'currentReplicas' | 'desiredReplicas' | 'lbStatus'>): boolean =>
  ['Waiting', 'Updating', 'RollingBack'].includes(status) ||
  lbStatus === 'Creating' ||
  (status !== 'Paused' && currentReplicas !== desiredReplicas)

/** Whether a rollout is running or paused. */
export const isRollingOut = ({ status }: Pick<Summary, 'status'>): boolean =>
  status === 'Updating' || status === 'RollingBack' || status === 'Paused'

export const accessTypes = [
  'LoadBalancer',
  'SvcLBTypeInner',
  'NodePort',
  'ClusterIP',
  'None',
] as const
export type Access = (typeof accessTypes)[number]

/**
 * DescribeClusterService returns nothing or ClusterIP for a service reachable only inside the
 * cluster.
 */
export const accessOf = (accessType: string): Access =>
  accessTypes.find((candidate) => candidate === accessType) ?? 'ClusterIP'
