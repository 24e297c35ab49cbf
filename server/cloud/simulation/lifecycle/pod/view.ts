import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeServiceInstance } from '../../../../../src/contract/actions/services/instances'
import { beijingTime } from '../../../beijingTime'
import { type ContainerState, states } from '../../../containerStates'
import { hashOf } from '../../world/hash'
import type { Node } from '../../world/resources'
import type { Pod } from '../../world/serviceResources'
import { crashesOf, latestCrash, runsAgainAt } from './crash'
import { attemptsOf, isPullFailing, type PodHistory, phasesOf } from './phases'

type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]
type Container = Pod['containers'][number]

function stateOf(
  pod: Pod,
  container: Container,
  now: number,
  node: Node | undefined,
): ContainerState {
  if (pod.stoppingAt !== undefined) return states.stopping
  const phases = phasesOf(pod, container)
  if (!phases) return pod.unschedulable ? states.refused : states.waiting
  if (node?.fault?.reason.includes('Unknown')) return states.nodeLost
  if (container.outcome === 'invalidImage') return states.invalidImage
  const failures = attemptsOf(pod, container, now)?.failures ?? 0
  if (isPullFailing(container)) return failures > 0 ? states.pullFailed : states.pulling
  if (now < phases.pulled) return states.pulling
  if (container.outcome === 'crashes') return failures > 0 ? states.crashed : states.creating
  if (now < phases.started) return states.creating
  const crash = latestCrash(pod, container, now)
  const again = crash && runsAgainAt(pod, crash)
  if (crash && again === undefined) {
    return crash.attempts?.failures === 0 ? states.creating : states.crashed
  }
  if (again !== undefined && now < again) return states.creating
  if (now < Math.max(phases.checked, again === undefined ? 0 : again + pod.pace.ready)) {
    return states.notReady
  }
  return container.outcome === 'neverReady' ? states.unhealthy : states.running
}

const restartsOf = (pod: Pod, container: Container, now: number) =>
  crashesOf(pod, container, now).reduce(
    (sum, crash) => sum + crash.restarts,
    container.outcome === 'crashes' && !isPullFailing(container)
      ? (attemptsOf(pod, container, now)?.attempt ?? 0)
      : 0,
  )

/** How the container last ended: every crash of the simulation exits with code 1. */
function lastExitOf(pod: Pod, container: Container, now: number) {
  const crash = latestCrash(pod, container, now)
  const series = crash ? crash.attempts : attemptsOf(pod, container, now)
  const hasStarted = !isPullFailing(container)
  const isRepeated = hasStarted && series !== undefined && series.failures > 0
  const endedAt = isRepeated ? series.first + series.lastFailure : crash?.at
  if (endedAt === undefined) return {}
  return {
    lastExit: { exitCode: 1, reason: 'Error', message: '', endedAt: beijingTime(endedAt) },
  }
}

/** Docker's container ID: 64 hexadecimal digits, different after each restart. */
export function containerIdAfter(pod: PodHistory, container: Container, restarts: number): string {
  const seed = `${pod.id}/${pod.createdAt}/${container.name}/${restarts}`
  const digits = (part: number) => hashOf(`${seed}/${part}`).toString(16).padStart(8, '0')
  return Array.from({ length: 8 }, (_, part) => digits(part)).join('')
}

/** The container's ID at `now`; empty before the container has been created. */
export function containerIdOf(pod: Pod, container: Container, now: number): string {
  const pulled = phasesOf(pod, container)?.pulled
  if (pulled === undefined || now < pulled || isPullFailing(container)) return ''
  return containerIdAfter(pod, container, restartsOf(pod, container, now))
}

const severity: readonly Instance['status'][] = ['Terminating', 'Waiting', 'NotReady', 'Running']

export interface PodView {
  /** The instance in the form that DescribeServiceInstance returns. */
  instance: Instance
  /** State of each container, in the same order as the pod's containers. */
  states: ContainerState[]
}

/**
 * Status of an instance at `now`, derived from the stored pod and the clock. `node` is the node of
 * the pod; if it is undefined, the addresses are empty.
 */
export function podView(pod: Pod, now: number, node: Node | undefined): PodView {
  const containerStates = pod.containers.map((container) => stateOf(pod, container, now, node))
  const worstState =
    severity.flatMap(
      (status) => containerStates.find((state) => state.status === status) ?? [],
    )[0] ?? states.waiting
  const address = pod.assignment ? (node?.facts.lanIp ?? '') : ''
  const reasonOf = (state: ContainerState) => (state.status === 'Running' ? '' : state.reason)
  return {
    states: containerStates,
    instance: {
      name: pod.name,
      status: worstState.status,
      reason: reasonOf(worstState),
      nodeIp: address,
      nodeName: address,
      ip: pod.assignment?.ip ?? '',
      restartCount: pod.containers.reduce(
        (sum, container) => sum + restartsOf(pod, container, now),
        pod.initialRestarts ?? 0,
      ),
      readyCount: containerStates.filter((state) => state.status === 'Running').length,
      createdAt: beijingTime(pod.createdAt),
      containers: pod.containers.map((container, index) => {
        const state = containerStates[index] ?? states.waiting
        return {
          name: container.name,
          containerId: containerIdOf(pod, container, now),
          status: state.status,
          reason: reasonOf(state),
          image: container.image,
          restartCount: restartsOf(pod, container, now),
          ...lastExitOf(pod, container, now),
        }
      }),
    },
  }
}
