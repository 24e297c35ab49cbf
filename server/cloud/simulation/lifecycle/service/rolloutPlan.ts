import type { Pod, Service } from '../../world/resources'
import { availableAt, isAvailable, isLive, isReady } from '../pod/life'

/** Pods of a service that may wait for a node at once: more are made when these have found one. */
export const mostWaiting = 20

export interface Plan {
  stop: Pod[]
  /** How many pods of the present revision to start. */
  start: number
  /** The update has come to its end. */
  isDone: boolean
  /** When to look again, where time alone will bring the next move. */
  lookAt?: number | undefined
}

const nothing: Plan = { stop: [], start: 0, isDone: false }

/** Without a node, with one, ready. */
const rank = (pod: Pod, at: number) => (pod.placed ? (isReady(pod, at) ? 2 : 1) : 0)

/** Whom to stop first: who serves least, then who is of an old revision, then the newest. */
function expendable(pods: readonly Pod[], service: Service, at: number): Pod[] {
  const isOld = (pod: Pod) => (pod.revision === service.revision ? 1 : 0)
  return pods.toSorted(
    (one, other) =>
      rank(one, at) - rank(other, at) ||
      isOld(one) - isOld(other) ||
      other.createdAt - one.createdAt ||
      (one.name < other.name ? -1 : 1),
  )
}

/** When the first of these pods that is not available yet will be; undefined where none ever will. */
function nextAvailable(pods: readonly Pod[], at: number): number | undefined {
  const times = pods.flatMap((pod) => availableAt(pod) ?? []).filter((time) => time > at)
  return times.length > 0 ? Math.min(...times) : undefined
}

/**
 * What a service does next with the pods it has (修改服务, strategy and minReadySeconds):
 * - it has too many: it stops some; too few: it starts some;
 * - RollingUpdate: when all new pods have been ready for minReadySeconds, one old one makes way for
 *   one new one, so that at most one of them is missing at any time;
 * - Recreate: all old ones go, and when they are gone, all new ones start;
 * - paused: nothing.
 */
export function planFor(service: Service, pods: readonly Pod[], at: number): Plan {
  if (service.paused) return nothing
  const live = pods.filter(isLive)
  const old = live.filter((pod) => pod.revision !== service.revision)
  const present = live.filter((pod) => pod.revision === service.revision)
  const hasOld = pods.some((pod) => pod.revision !== service.revision)
  if (service.template.strategy === 'Recreate' && service.rollout && hasOld) {
    return { ...nothing, stop: old }
  }
  const surplus = live.length - service.replicas
  if (surplus > 0) return { ...nothing, stop: expendable(live, service, at).slice(0, surplus) }
  const waiting = live.filter((pod) => !pod.placed).length
  const start = Math.min(-surplus, mostWaiting - waiting)
  if (start > 0) return { ...nothing, start }
  if (!service.rollout) return nothing
  if (!present.every((pod) => isAvailable(pod, at))) {
    return { ...nothing, lookAt: nextAvailable(present, at) }
  }
  if (old.length > 0)
    return { ...nothing, stop: expendable(old, service, at).slice(0, 1), start: 1 }
  return { ...nothing, isDone: surplus === 0 }
}
