import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeServiceInstance } from '../../../../src/contract/actions/services/instances'
import { beijingTime } from '../../beijingTime'
import { type ContainerState, states } from '../../containerStates'
import type { ClusterCache } from '../cache/clusterCache'
import { lastSeenOf } from '../objects/eventTimes'
import { timeOf } from '../objects/meta'
import { readinessOf } from '../objects/node'
import { lastingContainers, type Pod, statusOf } from '../objects/pod'
import { containerDetails } from './containerDetails'
import { containerStates, type Signs } from './containerState'

type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]

export interface PodView {
  /** The instance as DescribeServiceInstance returns it. */
  instance: Instance
  /** States of the instance's containers, in the same order. */
  states: ContainerState[]
}

const severity: readonly Instance['status'][] = ['Terminating', 'Waiting', 'NotReady', 'Running']

function signsOf({ nodes, events }: ClusterCache, pod: Pod, now: number): Signs {
  const node = pod.spec.nodeName ? nodes.get('', pod.spec.nodeName) : undefined
  const podEvents = events
    .by('object', pod.metadata.uid)
    .sort((a, b) => lastSeenOf(a) - lastSeenOf(b))
  return {
    now,
    isNodeLost: node !== undefined && readinessOf(node) === 'Unknown',
    unhealthyAt: podEvents
      .filter(({ reason }) => reason === 'Unhealthy')
      .reduce((latest, podEvent) => Math.max(latest, lastSeenOf(podEvent)), 0),
    isPulling: podEvents.at(-1)?.reason === 'Pulling',
  }
}

/** Removes the runtime's prefix, e.g. `containerd://`. */
const bareId = (id: string | undefined) => id?.replace(/^[a-z0-9.+-]+:\/\//, '') ?? ''

const reasonOf = ({ status, reason }: ContainerState) => (status === 'Running' ? '' : reason)

/** An instance in the API's format. */
export function podView(cache: ClusterCache, pod: Pod, now: number): PodView {
  const containers = lastingContainers(pod)
  const statesInOrder = containerStates(
    pod,
    containers.map(({ name }) => name),
    signsOf(cache, pod, now),
  )
  const worst =
    severity.flatMap((status) => statesInOrder.find((state) => state.status === status) ?? [])[0] ??
    states.waiting
  const nodeIp = pod.status.hostIP ?? ''
  return {
    states: statesInOrder,
    instance: {
      name: pod.metadata.name,
      status: worst.status,
      reason: reasonOf(worst),
      nodeIp,
      nodeName: nodeIp,
      ip: pod.status.podIP ?? '',
      restartCount: containers.reduce(
        (sum, { name }) => sum + (statusOf(pod, name)?.restartCount ?? 0),
        0,
      ),
      readyCount: statesInOrder.filter(({ status }) => status === 'Running').length,
      createdAt: beijingTime(timeOf(pod.metadata.creationTimestamp)),
      containers: containers.map(({ name, image }, index) => {
        const state = statesInOrder[index] ?? states.waiting
        return {
          name,
          containerId: bareId(statusOf(pod, name)?.containerID),
          status: state.status,
          reason: reasonOf(state),
          image,
          ...containerDetails(pod, name),
        }
      }),
    },
  }
}
