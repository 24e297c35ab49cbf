import type { Pod } from '../../world/serviceResources'
import { attemptsAfter, nextAttempt } from './attempts'
import { type AttemptSeries, readyAgainAt } from './crash'

type Container = Pod['containers'][number]

/** Fields that determine a pod's states over time; they are kept for deleted pods. */
export type PodHistory = Pick<
  Pod,
  'id' | 'name' | 'createdAt' | 'assignment' | 'pace' | 'containers' | 'load' | 'stoppingAt'
>

/** Whether the pod is not being terminated. */
export const isLive = (pod: Pod): boolean => pod.stoppingAt === undefined

/** Whether the container's image cannot be pulled. */
export const isPullFailing = ({ outcome, missingImage }: Container): boolean =>
  outcome === 'pullFails' ||
  outcome === 'invalidImage' ||
  (missingImage !== undefined && missingImage.foundAt === undefined)

/**
 * Times at which a container's image is pulled, the container has started and its readiness checks
 * have succeeded; without `container`, the latest times of all containers. Undefined for an
 * unscheduled pod.
 */
export function phasesOf(
  pod: PodHistory,
  container?: Container,
): { pulled: number; started: number; checked: number } | undefined {
  if (!pod.assignment) return undefined
  const { at } = pod.assignment
  const containers = container ? [container] : pod.containers
  const pulled =
    Math.max(at, ...containers.map(({ missingImage }) => missingImage?.foundAt ?? at)) +
    pod.pace.pull
  const started = pulled + pod.pace.start
  return { pulled, started, checked: started + pod.pace.ready }
}

/** Time from which the pod is ready; undefined if, as things stand, it never becomes ready. */
export function readyAt(pod: PodHistory): number | undefined {
  const firstReadyAt = phasesOf(pod)?.checked
  const willRun = pod.containers.every(
    (container) => container.outcome === 'run' && !isPullFailing(container),
  )
  if (firstReadyAt === undefined || !willRun) return undefined
  const readyTimes = pod.containers.map((container) => readyAgainAt(pod, container))
  return readyTimes.every((at) => at !== undefined)
    ? Math.max(firstReadyAt, ...readyTimes)
    : undefined
}

/**
 * Time from which the pod has been ready for minReadySeconds; undefined if it never becomes ready.
 */
export function availableAt(pod: Pod): number | undefined {
  const ready = readyAt(pod)
  return ready === undefined ? undefined : ready + pod.pace.settle
}

export function isReady(pod: Pod, now: number): boolean {
  const ready = readyAt(pod)
  return isLive(pod) && ready !== undefined && ready <= now
}

export function isAvailable(pod: Pod, now: number): boolean {
  const available = availableAt(pod)
  return isLive(pod) && available !== undefined && available <= now
}

/** Attempts so far of a container whose image pull fails or that crashes at start. */
export function attemptsOf(
  pod: PodHistory,
  container: Container,
  now: number,
): AttemptSeries | undefined {
  const phases = phasesOf(pod, container)
  if (!phases || !pod.assignment) return undefined
  if (isPullFailing(container)) return attemptsFrom(pod.assignment.at, pod.pace.pull, pod, now)
  return container.outcome === 'crashes'
    ? attemptsFrom(phases.pulled, pod.pace.start, pod, now)
    : undefined
}

/** Failed pulls of an image before it was pushed and found. */
export function failedPulls(
  pod: Pod,
  { missingImage }: Container,
  now: number,
): AttemptSeries | undefined {
  if (!pod.assignment || missingImage?.foundAt === undefined) return undefined
  const end = Math.min(now, missingImage.foundAt - 1)
  return attemptsFrom(pod.assignment.at, pod.pace.pull, pod, end)
}

function attemptsFrom(first: number, run: number, pod: Pick<Pod, 'pace'>, now: number) {
  if (now < first) return undefined
  return { ...attemptsAfter(now - first, run, pod.pace.backOff), first, run }
}

/** Time at which a pod with missing images retries the pull. */
export const nextPull = (placedAt: number, { pull, backOff }: Pod['pace'], now: number): number =>
  placedAt + nextAttempt(now - placedAt, pull, backOff)
