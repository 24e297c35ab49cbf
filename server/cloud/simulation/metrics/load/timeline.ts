import { attemptsAfter } from '../../lifecycle/pod/attempts'
import { isPullFailing, type PodHistory, phasesOf } from '../../lifecycle/pod/phases'
import type { Pod } from '../../world/serviceResources'
import type { Interval } from '../resources/host'

type Container = Pod['containers'][number]

/**
 * A period of a container's lifetime. `number` is the number of restarts before the period; the
 * container ID is derived from it.
 */
export interface Period extends Interval {
  number: number
}

/**
 * Lifetime of a container: `runs` are the periods in which it ran, `loops` the crash loops in which
 * every start failed; the first start of a loop is at `from`.
 */
export interface ContainerTimeline {
  runs: Period[]
  loops: Period[]
}

/**
 * Timeline of a container until the end of its pod; empty if the container's image was never
 * pulled.
 */
export function timelineOf(pod: PodHistory, container: Container): ContainerTimeline {
  const end = pod.stoppingAt ?? Number.POSITIVE_INFINITY
  const { start, backOff } = pod.pace
  const phases = phasesOf(pod, container)
  const timeline: ContainerTimeline = { runs: [], loops: [] }
  if (!phases || isPullFailing(container)) return timeline
  if (container.outcome === 'crashes') {
    timeline.loops.push({ from: phases.pulled, to: end, number: 0 })
    return timeline
  }
  let [from, number] = [phases.started, 0]
  for (const { at, loops, healedAt } of container.crashes ?? []) {
    timeline.runs.push({ from, to: at, number })
    number += 1
    if (loops) timeline.loops.push({ from: at, to: Math.min(end, healedAt ?? end), number })
    if (loops && healedAt === undefined) return timeline
    const recoveredAt = loops ? (healedAt ?? at) : at
    if (loops) number += attemptsAfter(recoveredAt - at, start, backOff).attempt + 1
    from = recoveredAt + start
  }
  timeline.runs.push({ from, to: end, number })
  return timeline
}

/**
 * Periods in which a pod receives load: from the time when it first becomes ready, without the
 * periods from each crash until the pod is ready again.
 */
export function readyIntervals(pod: PodHistory): Interval[] {
  const end = pod.stoppingAt ?? Number.POSITIVE_INFINITY
  const willRun = pod.containers.every(
    (container) => container.outcome === 'run' && !isPullFailing(container),
  )
  const firstReadyAt = phasesOf(pod)?.checked
  if (!willRun || firstReadyAt === undefined) return []
  const crashes = pod.containers
    .flatMap((container) => container.crashes ?? [])
    .sort((a, b) => a.at - b.at)
  const intervals: Interval[] = []
  let from = firstReadyAt
  for (const { at, loops, healedAt = Number.POSITIVE_INFINITY } of crashes) {
    if (at > from) intervals.push({ from, to: Math.min(at, end) })
    from = Math.max(from, (loops ? healedAt : at) + pod.pace.start + pod.pace.ready)
  }
  if (from < end) intervals.push({ from, to: end })
  return intervals
}
