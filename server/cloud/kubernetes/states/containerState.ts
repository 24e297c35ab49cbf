import { type ContainerState, states } from '../../containerStates'
import { timeOf } from '../objects/meta'
import { type ContainerStatus, isSidecar, type Pod } from '../objects/pod'

/** Facts about a pod that come from other objects. */
export interface Signs {
  now: number
  /** Whether the pod's node has stopped reporting. */
  isNodeLost: boolean
  /** Time of the newest event of a failed probe, in milliseconds; 0 for none. */
  unhealthyAt: number
  /** Whether the newest event says that an image is being pulled. */
  isPulling: boolean
}

const pullFailures = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
])
const notStarted = new Set(['', 'ContainerCreating', 'PodInitializing'])

/** The container cannot be created, e.g. for CreateContainerConfigError. */
const unstartable = (englishReason: string): ContainerState => ({
  status: 'Waiting',
  reason: '容器启动失败',
  englishReason,
  isPermanent: true,
})

const minGain = 10_000
const longRun = 600_000

/**
 * Until when a running container counts as crashing, in milliseconds; 0 for a container without a
 * failed run. It does until this run has become noticeably longer than the failed one: otherwise
 * the state of a container that runs for a second would alternate.
 */
function crashingUntil({ state, lastState }: ContainerStatus): number {
  const lastRun = lastState?.terminated
  const startedAt = timeOf(state?.running?.startedAt)
  if (!lastRun || !startedAt) return 0
  const lastRunDuration = timeOf(lastRun.finishedAt) - timeOf(lastRun.startedAt)
  return lastRunDuration < longRun ? startedAt + lastRunDuration + minGain : 0
}

/** When the next container of a pod ceases to count as crashing; undefined if none does. */
export function recoveryOf({ status }: Pod, now: number): number | undefined {
  const statuses = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
  const times = statuses.map(crashingUntil).filter((at) => at > now)
  return times.length === 0 ? undefined : Math.min(...times)
}

function waitingState(status: ContainerStatus, reason: string, { isPulling }: Signs) {
  if (reason === 'CrashLoopBackOff') return states.crashed
  if (pullFailures.has(reason)) return states.pullFailed
  if (reason === 'InvalidImageName') return states.invalidImage
  if (!notStarted.has(reason)) return unstartable(reason)
  if (status.lastState?.terminated) return states.crashed
  return isPulling ? states.pulling : states.creating
}

function startedState(status: ContainerStatus, signs: Signs): ContainerState {
  const { state, ready } = status
  if (state?.terminated) return states.crashed
  if (!state?.running) return waitingState(status, state?.waiting?.reason ?? '', signs)
  if (signs.now < crashingUntil(status)) return states.crashed
  if (ready) return states.running
  const startedAt = timeOf(state.running.startedAt)
  return signs.unhealthyAt > startedAt ? states.unhealthy : states.notReady
}

/** The init container that blocks a pod, with its status if it has one; undefined if none does. */
export function blockingInit({ spec, status }: Pod) {
  for (const container of spec.initContainers ?? []) {
    const initStatus = status.initContainerStatuses?.find(({ name }) => name === container.name)
    if (!initStatus) return { container, status: undefined }
    if (isSidecar(container) || initStatus.state?.terminated?.exitCode === 0) continue
    return { container, status: initStatus }
  }
  return undefined
}

/** The state of the init container that blocks a pod; undefined if none does. */
function initState(pod: Pod, signs: Signs): ContainerState | undefined {
  const blocking = blockingInit(pod)
  if (!blocking) return undefined
  const { status } = blocking
  if (!status) return states.creating
  if (status.state?.terminated || status.state?.waiting) return startedState(status, signs)
  return status.lastState?.terminated && status.lastState.terminated.exitCode !== 0
    ? states.crashed
    : states.creating
}

const conditionOf = ({ status }: Pod, type: string) =>
  status.conditions?.find((condition) => condition.type === type)

/** States of the pod's long-running containers `names`, in their order. */
export function containerStates(
  pod: Pod,
  names: readonly string[],
  signs: Signs,
): ContainerState[] {
  const sameForAll = (state: ContainerState) => names.map(() => state)
  if (pod.metadata.deletionTimestamp) return sameForAll(states.stopping)
  if (!pod.spec.nodeName) {
    const scheduled = conditionOf(pod, 'PodScheduled')
    const isRefused = scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
    return sameForAll(isRefused ? states.refused : states.waiting)
  }
  if (signs.isNodeLost) return sameForAll(states.nodeLost)
  const init = initState(pod, signs)
  const statesInOrder = names.map((name) => {
    const isOwn = pod.spec.containers.some((container) => container.name === name)
    if (isOwn && init) return init
    const statuses = isOwn ? pod.status.containerStatuses : pod.status.initContainerStatuses
    const status = statuses?.find((candidate) => candidate.name === name)
    return status ? startedState(status, signs) : states.creating
  })
  // A readiness gate can delay a pod whose containers are all ready.
  const isHeldBack = conditionOf(pod, 'Ready')?.status === 'False'
  return isHeldBack && statesInOrder.every((state) => state === states.running)
    ? sameForAll(states.notReady)
    : statesInOrder
}
