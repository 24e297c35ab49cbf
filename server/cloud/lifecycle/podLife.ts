import type { Pod } from '../things'
import { type Attempts, attemptsAfter } from './podAttempts'

type Container = Pod['containers'][number]

/** What the course of a pod's life follows from; pods that have gone still have it. */
export type Lived = Pick<
  Pod,
  'id' | 'name' | 'createdAt' | 'placed' | 'pace' | 'containers' | 'load' | 'stoppingAt'
>

/** Not on its way out. */
export const isLive = (pod: Pod): boolean => pod.stoppingAt === undefined

/** When its images are there, its containers have started, and its checks have succeeded; of a pod that has a node. */
export function phasesOf(
  pod: Lived,
): { pulled: number; started: number; checked: number } | undefined {
  if (!pod.placed) return undefined
  const pulled = pod.placed.at + pod.pace.pull
  const started = pulled + pod.pace.start
  return { pulled, started, checked: started + pod.pace.ready }
}

/** Instant from which the pod is ready; undefined where, as things are, it never will be. */
export function readyAt(pod: Lived): number | undefined {
  return pod.containers.every((one) => one.fate === 'run') ? phasesOf(pod)?.checked : undefined
}

/** Instant from which the pod has been ready for minReadySeconds; undefined where it never will. */
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

/** First attempt and what has become of it, of a container whose pull fails or that crashes. */
export function attemptsOf(
  pod: Lived,
  container: Container,
  now: number,
): (Attempts & { first: number; run: number }) | undefined {
  const phases = phasesOf(pod)
  if (!phases || !pod.placed) return undefined
  const [first, run] =
    container.fate === 'pullFails'
      ? [pod.placed.at, pod.pace.pull]
      : [phases.pulled, pod.pace.start]
  const fails = container.fate === 'pullFails' || container.fate === 'crashes'
  if (!fails || now < first) return undefined
  return { ...attemptsAfter(now - first, run, pod.pace.backOff), first, run }
}
