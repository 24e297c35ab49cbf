import type { ResponseOf } from '../../contract/action'
import type {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../contract/actions/services/services'
import type { Health } from '../../ui/value/StatusChip'

export type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]
export type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']
export type Status = Summary['status']

/** Cluster, namespace and name of a service. */
export interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

const healths: Readonly<Record<Status | 'Stopped', Health>> = {
  Stopped: 'paused',
  Normal: 'well',
  Abnormal: 'failing',
  Waiting: 'waiting',
  Paused: 'paused',
  Updating: 'working',
  RollingBack: 'working',
}

/** Endpoints may return undocumented statuses, which count as unknown rather than as errors. */
export const healthOf = (status: string): Health =>
  Object.entries(healths).find(([name]) => name === status)?.[1] ?? 'unknown'

/** The API reports a service scaled to 0 as Normal, so it is listed with the running ones. */
export const shownStatus = ({
  status,
  currentReplicas,
  desiredReplicas,
}: Pick<Summary, 'status' | 'currentReplicas' | 'desiredReplicas'>): string =>
  status === 'Normal' && currentReplicas === 0 && desiredReplicas === 0 ? 'Stopped' : status

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
