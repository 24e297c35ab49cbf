import type { Pod, Service } from '../../world/serviceResources'
import { availableAt, isAvailable, isLive, isReady } from '../pod/phases'

/**
 * Maximum number of unscheduled pods per service; more pods are created after these have been
 * scheduled.
 */
export const maxUnscheduled = 20

export interface Plan {
  stop: Pod[]
  /** Number of pods of the current revision to start. */
  start: number
  /** Whether the update has completed. */
  isDone: boolean
  /** Time of the next step if it depends only on the passing of time. */
  nextStepAt?: number | undefined
}

const emptyPlan: Plan = { stop: [], start: 0, isDone: false }

/** Rank of a pod: 0 if unscheduled, 1 if scheduled, 2 if ready. */
const readinessRank = (pod: Pod, at: number) => (pod.assignment ? (isReady(pod, at) ? 2 : 1) : 0)

/**
 * Sorts pods in the order in which they are terminated: least ready first, then old revisions, then
 * the newest pods.
 */
function inTerminationOrder(pods: readonly Pod[], service: Service, at: number): Pod[] {
  const isOld = (pod: Pod) => (pod.revision === service.revision ? 1 : 0)
  return pods.toSorted(
    (a, b) =>
      readinessRank(a, at) - readinessRank(b, at) ||
      isOld(a) - isOld(b) ||
      b.createdAt - a.createdAt ||
      (a.name < b.name ? -1 : 1),
  )
}

/** Time at which the next of these pods becomes available; undefined if none does. */
function nextAvailable(pods: readonly Pod[], at: number): number | undefined {
  const times = pods.flatMap((pod) => availableAt(pod) ?? []).filter((time) => time > at)
  return times.length > 0 ? Math.min(...times) : undefined
}

/**
 * Next step of a service (修改服务, strategy and minReadySeconds):
 * - too many pods: stop some; too few: start some;
 * - RollingUpdate: when all new pods have been ready for minReadySeconds, replace one old pod with
 *   a new pod, so that at most one pod is missing at any time;
 * - Recreate: stop all old pods, and start all new pods after the old pods have ended;
 * - paused service: do nothing.
 */
export function planFor(service: Service, pods: readonly Pod[], at: number): Plan {
  if (service.paused) return emptyPlan
  const livePods = pods.filter(isLive)
  const oldPods = livePods.filter((pod) => pod.revision !== service.revision)
  const currentPods = livePods.filter((pod) => pod.revision === service.revision)
  const hasOld = pods.some((pod) => pod.revision !== service.revision)
  if (service.template.strategy === 'Recreate' && service.rollout && hasOld) {
    return { ...emptyPlan, stop: oldPods }
  }
  const surplus = livePods.length - service.replicas
  if (surplus > 0)
    return { ...emptyPlan, stop: inTerminationOrder(livePods, service, at).slice(0, surplus) }
  const unassignedCount = livePods.filter((pod) => !pod.assignment).length
  const start = Math.min(-surplus, maxUnscheduled - unassignedCount)
  if (start > 0) return { ...emptyPlan, start }
  if (!service.rollout) return emptyPlan
  if (!currentPods.every((pod) => isAvailable(pod, at))) {
    return { ...emptyPlan, nextStepAt: nextAvailable(currentPods, at) }
  }
  if (oldPods.length > 0)
    return { ...emptyPlan, stop: inTerminationOrder(oldPods, service, at).slice(0, 1), start: 1 }
  return { ...emptyPlan, isDone: surplus === 0 }
}
