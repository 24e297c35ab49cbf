import type { ResponseOf } from '../../contract/action'
import type {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../contract/actions/services/services'
import type { Health } from '../../ui/value/StatusChip'

export type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]
export type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']
export type Status = Summary['status']

/** Where a service lives. */
export interface Place {
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

/** An endpoint may know more statuses than the document: those are unknown, not an error. */
export const healthOf = (status: string): Health =>
  Object.entries(healths).find(([name]) => name === status)?.[1] ?? 'unknown'

/** A service scaled to 0 is Normal to the API; a person looks for it among those that run. */
export const shownStatus = ({
  status,
  currentReplicas,
  desiredReplicas,
}: Pick<Summary, 'status' | 'currentReplicas' | 'desiredReplicas'>): string =>
  status === 'Normal' && currentReplicas === 0 && desiredReplicas === 0 ? 'Stopped' : status

/** What has not come to rest: the page reads again every 3 s. */
export const isMoving = ({
  status,
  currentReplicas,
  desiredReplicas,
  lbStatus,
}: Pick<Summary, 'status' | 'currentReplicas' | 'desiredReplicas' | 'lbStatus'>): boolean =>
  ['Waiting', 'Updating', 'RollingBack'].includes(status) ||
  lbStatus === 'Creating' ||
  (status !== 'Paused' && currentReplicas !== desiredReplicas)

/** Instances are being replaced, or the replacing has been paused. */
export const isRollingOut = ({ status }: Pick<Summary, 'status'>): boolean =>
  status === 'Updating' || status === 'RollingBack' || status === 'Paused'

export const pathOf = ({ clusterId, namespace, serviceName }: Place): string =>
  `/clusters/${clusterId}/services/${namespace}/${encodeURIComponent(serviceName)}`

/** Repository's last part and tag: `ccr.ccs.tencentyun.com/shop/web:2.1` → `web:2.1`. */
export const shortImage = (image: string): string => image.slice(image.lastIndexOf('/') + 1)

export const accessTypes = [
  'LoadBalancer',
  'SvcLBTypeInner',
  'NodePort',
  'ClusterIP',
  'None',
] as const
export type Access = (typeof accessTypes)[number]

/** The reader says nothing, or ClusterIP, for what is reachable inside the cluster only. */
export const accessOf = (accessType: string): Access =>
  accessTypes.find((one) => one === accessType) ?? 'ClusterIP'
