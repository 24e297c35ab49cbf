import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeServiceInstance } from '../../../../../src/contract/actions/services/instances'
import { hashOf } from '../../world/hash'
import type { Node, Pod } from '../../world/resources'
import { beijing } from '../../world/time'
import { crashesOf, latestCrash, runsAgainAt } from './crash'
import { attemptsOf, type Lived, phasesOf, pullFails } from './life'

type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]
type Container = Pod['containers'][number]

interface State {
  status: Instance['status']
  /** The vendor's reason, as in the document if it has one. */
  words: string
  /** The English reason, as in Kubernetes. */
  english: string
  /** Cannot recover by itself. */
  bad?: boolean
}

export const states = {
  running: { status: 'Running', words: '容器运行中', english: 'container running' },
  waiting: { status: 'Waiting', words: '等待调度', english: 'Pending' },
  refused: { status: 'Waiting', words: '调度失败', english: 'Unschedulable', bad: true },
  pulling: { status: 'Waiting', words: '正在下载镜像', english: 'Pulling' },
  pullFailed: { status: 'Waiting', words: '下载镜像失败', english: 'ImagePullBackOff', bad: true },
  creating: { status: 'Waiting', words: '正在创建容器', english: 'ContainerCreating' },
  crashed: { status: 'Waiting', words: '容器进程崩溃', english: 'CrashLoopBackOff', bad: true },
  notReady: { status: 'NotReady', words: '容器未就绪', english: 'ContainersNotReady' },
  unhealthy: { status: 'NotReady', words: '健康检查失败', english: 'Unhealthy', bad: true },
  nodeLost: { status: 'NotReady', words: '节点失联', english: 'NodeLost', bad: true },
  stopping: { status: 'Terminating', words: '容器终止中', english: 'Terminating' },
} as const satisfies Record<string, State>

function stateOf(pod: Pod, container: Container, now: number, node: Node | undefined): State {
  if (pod.stoppingAt !== undefined) return states.stopping
  const phases = phasesOf(pod, container)
  if (!phases) return pod.refused ? states.refused : states.waiting
  if (node?.trouble?.reason.includes('Unknown')) return states.nodeLost
  const failures = attemptsOf(pod, container, now)?.failures ?? 0
  if (pullFails(container)) return failures > 0 ? states.pullFailed : states.pulling
  if (now < phases.pulled) return states.pulling
  if (container.fate === 'crashes') return failures > 0 ? states.crashed : states.creating
  if (now < phases.started) return states.creating
  const crash = latestCrash(pod, container, now)
  const again = crash && runsAgainAt(pod, crash)
  if (crash && again === undefined) {
    return crash.tries?.failures === 0 ? states.creating : states.crashed
  }
  if (again !== undefined && now < again) return states.creating
  if (now < Math.max(phases.checked, again === undefined ? 0 : again + pod.pace.ready)) {
    return states.notReady
  }
  return container.fate === 'neverReady' ? states.unhealthy : states.running
}

const restartsOf = (pod: Pod, container: Container, now: number) =>
  crashesOf(pod, container, now).reduce(
    (sum, one) => sum + one.restarts,
    container.fate === 'crashes' && !pullFails(container)
      ? (attemptsOf(pod, container, now)?.attempt ?? 0)
      : 0,
  )

/** Docker's ID of a container: 64 digits, different after each restart. */
export function containerIdAfter(pod: Lived, container: Container, restarts: number): string {
  const made = `${pod.id}/${pod.createdAt}/${container.name}/${restarts}`
  const digits = (part: number) => hashOf(`${made}/${part}`).toString(16).padStart(8, '0')
  return Array.from({ length: 8 }, (_, part) => digits(part)).join('')
}

/** The container's ID at `now`; empty until it has been created. */
export function containerIdOf(pod: Pod, container: Container, now: number): string {
  const pulled = phasesOf(pod, container)?.pulled
  if (pulled === undefined || now < pulled || pullFails(container)) return ''
  return containerIdAfter(pod, container, restartsOf(pod, container, now))
}

const severity: readonly Instance['status'][] = ['Terminating', 'Waiting', 'NotReady', 'Running']

export interface PodView {
  /** As DescribeServiceInstance returns it. */
  instance: Instance
  /** State of each container, in the order of the containers. */
  states: State[]
}

/**
 * Status of an instance at `now`, derived from the stored pod and the clock. `node` is the node of
 * the pod; without it the addresses are empty.
 */
export function podView(pod: Pod, now: number, node: Node | undefined): PodView {
  const found = pod.containers.map((one) => stateOf(pod, one, now, node))
  const worst =
    severity.flatMap((status) => found.find((one) => one.status === status) ?? [])[0] ??
    states.waiting
  const address = pod.placed ? (node?.facts.lanIp ?? '') : ''
  const reasonOf = (state: State) => (state.status === 'Running' ? '' : state.words)
  return {
    states: found,
    instance: {
      name: pod.name,
      status: worst.status,
      reason: reasonOf(worst),
      nodeIp: address,
      nodeName: address,
      ip: pod.placed?.ip ?? '',
      restartCount: pod.containers.reduce(
        (sum, one) => sum + restartsOf(pod, one, now),
        pod.restartsBefore ?? 0,
      ),
      readyCount: found.filter((one) => one.status === 'Running').length,
      createdAt: beijing(pod.createdAt),
      containers: pod.containers.map((one, index) => {
        const state = found[index] ?? states.waiting
        return {
          name: one.name,
          containerId: containerIdOf(pod, one, now),
          status: state.status,
          reason: reasonOf(state),
          image: one.image,
        }
      }),
    },
  }
}
