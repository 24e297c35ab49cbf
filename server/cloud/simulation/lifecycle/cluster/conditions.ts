import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterInstances } from '../../../../../src/contract/actions/clusters/clusters'
import { beijingTime } from '../../../beijingTime'
import type { Node } from '../../world/resources'

type Condition = NonNullable<
  ResponseOf<typeof DescribeClusterInstances>['nodes'][number]['conditions']
>[number]

/** The conditions that stand for the API's reasons, in the kubelet's words. */
const faultConditions = [
  {
    reason: 'MemoryPressure',
    type: 'MemoryPressure',
    whenTrue: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
    whenFalse: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  },
  {
    reason: 'OutOfDisk',
    type: 'DiskPressure',
    whenTrue: ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
    whenFalse: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  },
  {
    reason: 'NetworkUnavailable',
    type: 'NetworkUnavailable',
    whenTrue: ['NoRouteCreated', 'no route to the node exists'],
    whenFalse: ['RouteCreated', 'a route to the node exists'],
  },
] as const

/** The end of the last fault of a kind, or the time at which the node joined. */
const lastEnd = ({ pastFaults = [], readyAt }: Node, reason: string) =>
  Math.max(
    readyAt,
    ...pastFaults.filter((pastFault) => pastFault.reason.includes(reason)).map(({ to }) => to),
  )

function readyCondition(node: Node, now: number): Condition {
  const { fault, createdAt, readyAt } = node
  const condition = (status: string, reason: string, message: string, since: number) => ({
    type: 'Ready',
    status,
    reason,
    message,
    since: beijingTime(since),
  })
  if (now < readyAt) {
    return condition('False', 'KubeletNotReady', 'the node is joining the cluster', createdAt)
  }
  if (fault?.reason.includes('Unknown')) {
    const message = 'Kubelet stopped posting node status.'
    return condition('Unknown', 'NodeStatusUnknown', message, fault.since)
  }
  const since = lastEnd(node, 'Unknown')
  return condition('True', 'KubeletReady', 'kubelet is posting ready status', since)
}

/** Conditions of a node, as Kubernetes reports them. */
export function conditionsOf(node: Node, now: number): Condition[] {
  const { fault } = node
  return [
    readyCondition(node, now),
    ...faultConditions.map(({ reason: word, type, whenTrue, whenFalse }) => {
      const isTrue = fault?.reason.includes(word) ?? false
      const [reason, message] = isTrue ? whenTrue : whenFalse
      const since = isTrue && fault ? fault.since : lastEnd(node, word)
      return {
        type,
        status: isTrue ? 'True' : 'False',
        reason,
        message,
        since: beijingTime(Math.min(since, now)),
      }
    }),
  ]
}
