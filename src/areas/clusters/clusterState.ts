import type { ResponseOf } from '../../contract/action'
import type {
  DescribeCluster,
  DescribeClusterInstances,
} from '../../contract/actions/clusters/clusters'
import { isJoining } from '../../contract/diagnosis/nodeRules'
import { clusterHealth } from '../../ui/value/health'

export type Cluster = ResponseOf<typeof DescribeCluster>['clusters'][number]
export type Node = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

export const statuses = [
  'Running',
  'Creating',
  'Scaling',
  'Upgrading',
  'Deleting',
  'Isolated',
  'Abnormal',
] as const satisfies readonly Cluster['status'][]

/** Transitional statuses, during which the page refreshes every 3 s. */
export const isMoving = ({ status }: Pick<Cluster, 'status'>): boolean =>
  clusterHealth(status) === 'working'

/** `cvmState` of a running machine (api-facts.md 5.4). */
const runningStatus = 2

export const isNodeMoving = ({ cvmState }: Pick<Node, 'cvmState'>): boolean =>
  ![runningStatus, 1, 4].includes(cvmState)

/** A new node is not ready either, but has no fault. */
export function nodeState(node: Node, now: number): 'normal' | 'joining' | 'abnormal' {
  if (node.isNormal === 1) return 'normal'
  return isJoining(node, now) ? 'joining' : 'abnormal'
}

/** Whether a node has a fault that can be explained. */
export const needsDiagnosis = ({ isNormal, conditions = [] }: Node): boolean =>
  isNormal === 0 || conditions.some(({ type, status }) => type !== 'Ready' && status === 'True')
